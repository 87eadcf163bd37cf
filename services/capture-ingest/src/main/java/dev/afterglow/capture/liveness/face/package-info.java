/** What a living face does by itself: blinks, trembles, never stands still. */
@NullMarked
package dev.afterglow.capture.liveness.face;

import org.jspecify.annotations.NullMarked;
