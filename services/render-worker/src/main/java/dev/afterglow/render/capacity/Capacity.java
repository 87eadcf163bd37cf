package dev.afterglow.render.capacity;

import dev.afterglow.render.encode.StreamFormat;

/**
 * How many renders of 720x1280 at 30 pictures a second a machine holds, and what ends it.
 *
 * @param slots 1 to {@value #MOST}
 * @param limit what more renders would lack
 * @param cost what that was worked out from
 */
public record Capacity(int slots, Limit limit, PictureCost cost) {
  /** No worker takes more: what it would lose with one fault is enough. */
  public static final int MOST = 64;

  private static final double REFERENCE_PIXELS_S = 720.0 * 1280 * 30;

  /** Share of the drawing device that renders may fill; a full one makes pictures wait. */
  private static final double DEVICE_SHARE = 0.85;

  /** Share of the processors; sound, drive, outputs and the rest of the machine have the rest. */
  private static final double PROCESSOR_SHARE = 0.8;

  /** What ends it. */
  public enum Limit {
    /** The setting says so. */
    SETTING,
    /** The drawing device is full. */
    DRAWING,
    /** The processors are full. */
    PROCESSORS,
    /** No worker takes more than {@value Capacity#MOST}. */
    MOST
  }

  /** As the setting says. */
  public static Capacity set(int slots, PictureCost cost) {
    return new Capacity(slots, Limit.SETTING, cost);
  }

  /**
   * From what a picture costs: as many as device and processors hold, and one where they hold less
   * than one, for that one can be drawn less finely.
   *
   * @param processors of the machine
   * @param software whether they draw, too: then there is no device to fill
   */
  public static Capacity of(PictureCost cost, int processors, boolean software) {
    double pictureMs = 1_000.0 / StreamFormat.USUAL.framesPerSecond();
    double byDevice =
        software ? Double.POSITIVE_INFINITY : DEVICE_SHARE * pictureMs / cost.drawMs();
    double byProcessors = PROCESSOR_SHARE * pictureMs * processors / cost.processorMs();
    double least = Math.min(byDevice, byProcessors);
    if (least >= MOST) {
      return new Capacity(MOST, Limit.MOST, cost);
    }
    Limit limit = byDevice <= byProcessors ? Limit.DRAWING : Limit.PROCESSORS;
    return new Capacity((int) Math.max(1, Math.floor(least)), limit, cost);
  }

  /**
   * How many of the slots a render takes: one for each 720x1280 at 30 a second that it is as large
   * as, rounded up, but never more than there are. A render that is too large for the machine can
   * so have it alone.
   */
  public int taken(StreamFormat format) {
    double pixels = (double) format.width() * format.height() * format.framesPerSecond();
    return (int) Math.min(slots, Math.max(1, Math.ceil(pixels / REFERENCE_PIXELS_S)));
  }
}
