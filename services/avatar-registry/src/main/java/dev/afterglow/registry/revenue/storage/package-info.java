/** Terms, figures and closed statements in Postgres. */
@NullMarked
package dev.afterglow.registry.revenue.storage;

import org.jspecify.annotations.NullMarked;
