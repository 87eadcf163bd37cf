/** The voice of a tape: WAV files, read as mono at 48,000 samples a second. */
@NullMarked
package dev.afterglow.tape.sound;

import org.jspecify.annotations.NullMarked;
