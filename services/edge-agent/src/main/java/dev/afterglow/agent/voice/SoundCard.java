package dev.afterglow.agent.voice;

import java.io.IOException;
import java.util.List;

/** The microphones of this machine. */
public interface SoundCard {
  /** What they are called; the first is the usual one. Empty where there is none. */
  List<String> microphones();

  /**
   * Opens a microphone.
   *
   * @param name one of {@link #microphones()}
   * @throws IOException when it cannot be opened now, in one sentence
   */
  SoundInput open(String name) throws IOException;
}
