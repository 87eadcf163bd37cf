/**
 * Drive tapes: recorded motion and voice of a presenter, read frame by frame so that a tape of two
 * hours takes no more memory than one of two seconds.
 */
@NullMarked
package dev.afterglow.tape;

import org.jspecify.annotations.NullMarked;
