/** Puts changes into the log with the transaction that makes them, orders and publishes them. */
@NullMarked
package dev.afterglow.registry.transparency.storage;

import org.jspecify.annotations.NullMarked;
