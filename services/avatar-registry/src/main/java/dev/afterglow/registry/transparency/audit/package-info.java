/** Replays and verifies a log from its files alone. */
@NullMarked
package dev.afterglow.registry.transparency.audit;

import org.jspecify.annotations.NullMarked;
