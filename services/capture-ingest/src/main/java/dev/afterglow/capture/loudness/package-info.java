/** How loud a sound is and how high it peaks, by ITU-R BS.1770-4. */
@NullMarked
package dev.afterglow.capture.loudness;

import org.jspecify.annotations.NullMarked;
