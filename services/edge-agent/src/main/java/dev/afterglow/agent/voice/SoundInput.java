package dev.afterglow.agent.voice;

import java.io.Closeable;
import java.io.IOException;

/** Sound as it comes: mono, 16 bits, {@link VoiceFeed#RATE_HZ} samples a second. For one thread. */
public interface SoundInput extends Closeable {
  /**
   * Fills a packet, and waits until it is full; closing the input from another thread ends the
   * wait.
   *
   * @return how many samples there were, fewer than asked for only at the end
   * @throws IOException when the input broke, in one sentence
   */
  int read(short[] packet) throws IOException;

  /** Ends it, and whatever waits in {@link #read}. */
  @Override
  void close();
}
