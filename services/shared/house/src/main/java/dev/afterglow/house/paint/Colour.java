package dev.afterglow.house.paint;

/** An sRGB colour; each part 0 to 255. */
public record Colour(double red, double green, double blue) {
  public static Colour of(int rgb) {
    return new Colour((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255);
  }

  /** This colour with {@code share} (0 to 1) of another laid over it. */
  public Colour over(Colour o, double share) {
    double t = Math.max(0, Math.min(1, share));
    return new Colour(
        red + (o.red - red) * t, green + (o.green - green) * t, blue + (o.blue - blue) * t);
  }

  /** Brighter or darker by a factor. */
  public Colour times(double k) {
    return new Colour(red * k, green * k, blue * k);
  }

  public int rgb() {
    return (part(red) << 16) | (part(green) << 8) | part(blue);
  }

  private static int part(double v) {
    return (int) Math.max(0, Math.min(255, Math.round(v)));
  }
}
