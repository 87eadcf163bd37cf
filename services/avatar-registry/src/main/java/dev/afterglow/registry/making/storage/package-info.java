/** Capture sessions and training runs in Postgres. */
@NullMarked
package dev.afterglow.registry.making.storage;

import org.jspecify.annotations.NullMarked;
