package dev.afterglow.render.encode;

/**
 * The picture and sound of a stream. Fixed for its life, so that slate and figure share one stream.
 *
 * @param width pixels, 16 to 3,840, a multiple of 4
 * @param height pixels, 16 to 3,840, a multiple of 4
 * @param framesPerSecond 1 to 60
 * @param videoBitrateBps 100,000 to 20,000,000
 * @param audioBitrateBps 32,000 to 320,000
 * @throws IllegalArgumentException when a value is out of range
 */
public record StreamFormat(
    int width, int height, int framesPerSecond, int videoBitrateBps, int audioBitrateBps) {
  /** Samples a second inside the worker and in the stream; mono. */
  public static final int SAMPLE_RATE_HZ = 48_000;

  /** What a broadcast gets when nothing is asked for. */
  public static final StreamFormat USUAL = new StreamFormat(720, 1280, 30, 2_500_000, 128_000);

  public StreamFormat {
    within(width, 16, 3840, "width");
    within(height, 16, 3840, "height");
    within(framesPerSecond, 1, 60, "frame rate");
    within(videoBitrateBps, 100_000, 20_000_000, "video bitrate");
    within(audioBitrateBps, 32_000, 320_000, "audio bitrate");
    if (width % 4 != 0 || height % 4 != 0) {
      throw new IllegalArgumentException(
          "width and height are multiples of 4, was " + width + "x" + height);
    }
  }

  /** The shorter side, pixels. */
  public int shortSide() {
    return Math.min(width, height);
  }

  private static void within(int value, int low, int high, String what) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          what + " must be " + low + " to " + high + ", was " + value);
    }
  }
}
