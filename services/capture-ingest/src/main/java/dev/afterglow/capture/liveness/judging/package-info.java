/** Windows judged aside from the drive that they are of. */
@NullMarked
package dev.afterglow.capture.liveness.judging;

import org.jspecify.annotations.NullMarked;
