/** Motion that has been seen before: exactly, nearly, or in a loop. */
@NullMarked
package dev.afterglow.capture.liveness.repeat;

import org.jspecify.annotations.NullMarked;
