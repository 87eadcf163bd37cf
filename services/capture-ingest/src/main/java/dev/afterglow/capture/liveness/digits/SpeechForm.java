package dev.afterglow.capture.liveness.digits;

import dev.afterglow.drive.sound.MelCepstrum;

/**
 * How words are looked at: 25 ms at 16,000 samples a second, over 512 points, in 26 bands from 100
 * to 7,500 Hz, of which 13 coefficients are kept.
 */
final class SpeechForm {
  /** Samples a second. */
  static final int RATE_HZ = 16_000;

  /** Samples of a frame: 25 ms. */
  static final int FRAME = 400;

  /** Coefficients of a frame. */
  static final int COUNT = 13;

  private static final MelCepstrum.Form FORM =
      new MelCepstrum.Form(RATE_HZ, FRAME, 512, 26, 100, 7_500, COUNT);

  private SpeechForm() {}

  /** A cepstrum of this form, for one thread. */
  static MelCepstrum cepstrum() {
    return new MelCepstrum(FORM);
  }
}
