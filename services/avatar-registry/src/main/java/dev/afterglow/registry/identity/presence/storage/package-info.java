/** Presences in Postgres. */
@NullMarked
package dev.afterglow.registry.identity.presence.storage;

import org.jspecify.annotations.NullMarked;
