/** What a person's neutral face and widest movements look like to their tracker. */
@NullMarked
package dev.afterglow.capture.calibration;

import org.jspecify.annotations.NullMarked;
