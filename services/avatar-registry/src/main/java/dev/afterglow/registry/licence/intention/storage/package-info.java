/** Readings in Postgres. */
@NullMarked
package dev.afterglow.registry.licence.intention.storage;

import org.jspecify.annotations.NullMarked;
