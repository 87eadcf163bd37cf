/** Takes the tremble of trackers out of motion, and leaves what the person did. */
@NullMarked
package dev.afterglow.capture.smooth;

import org.jspecify.annotations.NullMarked;
