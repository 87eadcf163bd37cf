/** Filings in Postgres. */
@NullMarked
package dev.afterglow.registry.filing.storage;

import org.jspecify.annotations.NullMarked;
