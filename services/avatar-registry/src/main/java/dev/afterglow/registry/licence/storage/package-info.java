/** Licences in Postgres. */
@NullMarked
package dev.afterglow.registry.licence.storage;

import org.jspecify.annotations.NullMarked;
