/** Titles in Postgres. */
@NullMarked
package dev.afterglow.registry.title.storage;

import org.jspecify.annotations.NullMarked;
