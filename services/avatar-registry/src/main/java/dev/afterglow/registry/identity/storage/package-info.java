/** People in Postgres, and what may be asked about them: each a transaction. */
@NullMarked
package dev.afterglow.registry.identity.storage;

import org.jspecify.annotations.NullMarked;
