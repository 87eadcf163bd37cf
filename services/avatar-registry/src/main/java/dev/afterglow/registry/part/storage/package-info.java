/** Parts in Postgres and in a folder. */
@NullMarked
package dev.afterglow.registry.part.storage;

import org.jspecify.annotations.NullMarked;
