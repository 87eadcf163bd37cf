/** Organisations in Postgres. */
@NullMarked
package dev.afterglow.registry.organisation.storage;

import org.jspecify.annotations.NullMarked;
