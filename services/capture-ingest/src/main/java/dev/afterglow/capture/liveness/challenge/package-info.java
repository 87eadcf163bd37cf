/** Things to do that nobody could have recorded beforehand. */
@NullMarked
package dev.afterglow.capture.liveness.challenge;

import org.jspecify.annotations.NullMarked;
