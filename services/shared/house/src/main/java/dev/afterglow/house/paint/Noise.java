package dev.afterglow.house.paint;

/** Smooth noise without state: the same place has the same value always. */
public final class Noise {
  private Noise() {}

  /** -1 to 1, smooth, with features about one unit wide. */
  public static double at(double x, double y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double fx = x - ix;
    double fy = y - iy;
    double u = fx * fx * (3 - 2 * fx);
    double v = fy * fy * (3 - 2 * fy);
    double top = lerp(hash(ix, iy), hash(ix + 1, iy), u);
    double bottom = lerp(hash(ix, iy + 1), hash(ix + 1, iy + 1), u);
    return lerp(top, bottom, v);
  }

  private static double lerp(double a, double b, double t) {
    return a + (b - a) * t;
  }

  private static double hash(int x, int y) {
    int h = x * 374_761_393 + y * 668_265_263;
    h = (h ^ (h >>> 13)) * 1_274_126_177;
    h ^= h >>> 16;
    return (h & 0xffff) / 32_767.5 - 1;
  }
}
