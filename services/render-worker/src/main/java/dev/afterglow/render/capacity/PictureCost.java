package dev.afterglow.render.capacity;

/**
 * What one picture of the reference scene takes on this machine: a figure of 28,000 vertices at
 * 720x1280.
 *
 * @param drawMs of the drawing device, from one picture to the next when it has nothing else to do
 * @param encodeMs of the encoder's thread
 * @param processorMs of all processors together, for drawing, reading back and encoding
 */
public record PictureCost(double drawMs, double encodeMs, double processorMs) {
  /** Not measured. */
  public static final PictureCost UNKNOWN = new PictureCost(0, 0, 0);
}
