/** Broadcasts: their life as a sealed state machine, and the use cases that move it. Plain Java. */
@NullMarked
package dev.afterglow.studio.broadcast;

import org.jspecify.annotations.NullMarked;
