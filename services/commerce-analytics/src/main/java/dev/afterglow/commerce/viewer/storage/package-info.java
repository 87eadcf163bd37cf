/** Viewers' keys in Postgres. */
@NullMarked
package dev.afterglow.commerce.viewer.storage;

import org.jspecify.annotations.NullMarked;
