/** Keeps notices until the broker has them. */
@NullMarked
package dev.afterglow.registry.event.storage;

import org.jspecify.annotations.NullMarked;
