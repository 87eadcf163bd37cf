package dev.afterglow.tape.sound;

import java.io.Closeable;
import java.io.IOException;

/** Walks a voice once, at 48,000 samples a second, mono. For one thread. */
public interface VoiceCursor extends Closeable {
  /**
   * Fills as much of {@code into} as there is sound left.
   *
   * @return how many samples were written; fewer than its length only at the end, 0 after it
   * @throws dev.afterglow.tape.TapeException when the sound is broken there
   */
  int read(short[] into) throws IOException;
}
