/** A drive's motion as a few channels on a steady grid. */
@NullMarked
package dev.afterglow.capture.liveness.motion;

import org.jspecify.annotations.NullMarked;
