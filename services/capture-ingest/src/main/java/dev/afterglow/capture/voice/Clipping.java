package dev.afterglow.capture.voice;

import dev.afterglow.drive.VoicePacket;

/**
 * Finds where a microphone or its amplifier was driven past its end: three samples or more in a row
 * at one end of the range. A single one is a peak that happens to be there. For one thread.
 */
final class Clipping {
  private static final int END = 32_735; // 0.999 of full scale
  private static final int LEAST_RUN = 3;

  private int run;
  private boolean high;
  private long samples;
  private long runs;

  /**
   * Takes the samples that came next.
   *
   * @param peak the greatest of their magnitudes
   */
  void take(VoicePacket sound, int peak) {
    if (peak < END) {
      run = 0;
      return;
    }
    for (int i = 0; i < sound.length(); i++) {
      short sample = sound.sample(i);
      if (sample < END && sample > -END) {
        run = 0;
        continue;
      }
      run = run > 0 && high == sample > 0 ? run + 1 : 1;
      high = sample > 0;
      if (run == LEAST_RUN) {
        runs++;
        samples += LEAST_RUN;
      } else if (run > LEAST_RUN) {
        samples++;
      }
    }
  }

  /** Samples within such runs. */
  long samples() {
    return samples;
  }

  /** Such runs. */
  long runs() {
    return runs;
  }
}
