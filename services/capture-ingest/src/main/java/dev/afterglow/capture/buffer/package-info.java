/** The last two seconds of a drive, for its readers. */
@NullMarked
package dev.afterglow.capture.buffer;

import org.jspecify.annotations.NullMarked;
