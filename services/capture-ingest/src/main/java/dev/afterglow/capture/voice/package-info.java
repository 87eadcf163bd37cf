/** Voice of any rate and coding, made 48,000 samples a second. */
@NullMarked
package dev.afterglow.capture.voice;

import org.jspecify.annotations.NullMarked;
