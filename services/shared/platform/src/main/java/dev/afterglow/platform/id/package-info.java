/** Identifiers: time-ordered UUIDs from an injected clock and random source. */
@NullMarked
package dev.afterglow.platform.id;

import org.jspecify.annotations.NullMarked;
