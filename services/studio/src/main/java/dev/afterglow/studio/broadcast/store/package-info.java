/** Broadcasts and requests in Postgres, schema {@code studio}. */
@NullMarked
package dev.afterglow.studio.broadcast.store;

import org.jspecify.annotations.NullMarked;
