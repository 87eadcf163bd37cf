/** People in Postgres. */
@NullMarked
package dev.afterglow.registry.identity.storage;

import org.jspecify.annotations.NullMarked;
