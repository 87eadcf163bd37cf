package dev.afterglow.studio.broadcast;

/**
 * Picture and sound. Zero means "the worker's default" until the worker filled it in.
 *
 * @param width pixels, 0 or 16 to 3,840, even
 * @param height pixels, 0 or 16 to 3,840, even
 * @param frameRate frames a second, 0 to 60
 * @param videoBitrateBps video bits a second, 0 to 20,000,000
 * @param audioBitrateBps sound bits a second, 0 to 320,000
 */
public record OutputFormat(
    int width, int height, int frameRate, int videoBitrateBps, int audioBitrateBps) {

  /** Whatever the worker takes by default. */
  public static final OutputFormat DEFAULTS = new OutputFormat(0, 0, 0, 0, 0);

  /** Checks the ranges. */
  public OutputFormat {
    requireSide("output.width", width);
    requireSide("output.height", height);
    Require.range("output.frame_rate", frameRate, 0, 60);
    Require.range("output.video_bitrate_bps", videoBitrateBps, 0, 20_000_000);
    Require.range("output.audio_bitrate_bps", audioBitrateBps, 0, 320_000);
  }

  private static void requireSide(String field, int pixels) {
    if (pixels != 0) {
      Require.range(field, pixels, 16, 3840);
    }
    if (pixels % 2 != 0) {
      throw new IllegalArgumentException(field + " must be even");
    }
  }
}
