/** Whether mouth and voice belong together, and not too well. */
@NullMarked
package dev.afterglow.capture.liveness.speech;

import org.jspecify.annotations.NullMarked;
