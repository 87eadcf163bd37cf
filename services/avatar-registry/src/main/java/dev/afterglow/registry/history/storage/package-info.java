/** The past in Postgres: noted as it becomes past, and read for decisions on it. */
@NullMarked
package dev.afterglow.registry.history.storage;

import org.jspecify.annotations.NullMarked;
