/** Past shows in Postgres. */
@NullMarked
package dev.afterglow.commerce.show.storage;

import org.jspecify.annotations.NullMarked;
