/** Licences in Postgres: granted, revoked and decided on, each a transaction. */
@NullMarked
package dev.afterglow.registry.licence.storage;

import org.jspecify.annotations.NullMarked;
