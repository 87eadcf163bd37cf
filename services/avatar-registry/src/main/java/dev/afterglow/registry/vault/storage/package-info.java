/** Sealed documents and their keys in Postgres. */
@NullMarked
package dev.afterglow.registry.vault.storage;

import org.jspecify.annotations.NullMarked;
