package dev.afterglow.house.paint;

import static dev.afterglow.house.mesh.Curves.bell;
import static dev.afterglow.house.mesh.Curves.mix;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.atlas.ClothAtlas;
import dev.afterglow.house.atlas.FaceAtlas.Cell;

/** A cotton shirt under a canvas apron; and knitwear. */
public final class ShirtPainter {
  private static final int SIZE = 1024;
  private static final Colour COTTON = Colour.of(0xA9C1DC);
  private static final Colour CANVAS = Colour.of(0x4B5A4C);
  private static final Colour LEATHER = Colour.of(0x8C5C36);
  private static final Colour HORN = Colour.of(0x5B4636);
  private static final Colour TROUSERS = Colour.of(0x2B3140);
  private static final Colour KNIT = Colour.of(0xD9C7A8);
  private static final Colour BAND = Colour.of(0x3C5348);
  private static final Colour KNIT_DEEP = Colour.of(0xA98F6B);
  private static final double AROUND_M = 0.98;

  private ShirtPainter() {}

  /** Shirt, apron and trousers. */
  public static Canvas apron() {
    Canvas canvas = new Canvas(SIZE, SIZE);
    canvas.fill(new Cell(0, 0, 1, 1), (u, v) -> COTTON);
    canvas.fill(ClothAtlas.BODY, ShirtPainter::shirt);
    canvas.fill(ClothAtlas.SLEEVE, ShirtPainter::shirtSleeve);
    canvas.fill(ClothAtlas.COLLAR, (u, v) -> seamed(cotton(u, v), v));
    canvas.fill(ClothAtlas.OVER, ShirtPainter::bib);
    canvas.fill(ClothAtlas.LEGS, ShirtPainter::trousers);
    canvas.fill(ClothAtlas.BUTTON, (u, v) -> Colour.of(0xF2EEE6).times(0.8 + 0.3 * v));
    canvas.fill(ClothAtlas.STRAP, ShirtPainter::strap);
    return canvas;
  }

  /** A knitted polo shirt and trousers. */
  public static Canvas polo() {
    Canvas canvas = new Canvas(SIZE, SIZE);
    canvas.fill(new Cell(0, 0, 1, 1), (u, v) -> KNIT);
    canvas.fill(ClothAtlas.BODY, ShirtPainter::knit);
    canvas.fill(ClothAtlas.SLEEVE, ShirtPainter::knitSleeve);
    canvas.fill(
        ClothAtlas.COLLAR,
        (u, v) -> BAND.over(KNIT, smoothStep(0.10, 0.09, v) * smoothStep(0.05, 0.06, v)));
    canvas.fill(ClothAtlas.LEGS, ShirtPainter::trousers);
    canvas.fill(ClothAtlas.BUTTON, (u, v) -> HORN.times(0.8 + 0.5 * v));
    return canvas;
  }

  /** Chambray: two threads, too fine to be told apart. */
  private static Colour cotton(double u, double v) {
    return COTTON.times(1 + 0.012 * Noise.at(u * 90, v * 6) + 0.008 * Noise.at(u * 7, v * 60));
  }

  private static Colour seamed(Colour c, double v) {
    return c.times(1 - 0.16 * bell(v, 0.05, 0.012));
  }

  private static Colour shirt(double u, double v) {
    double x = (u - 0.5) * AROUND_M;
    double y = mix(ClothAtlas.TOP_Y, 0.80, v);
    Colour c = cotton(u, v);
    c = c.times(1 - 0.14 * bell(Math.abs(x), 0.019, 0.0016));
    double yoke = Math.abs(x) > 0.27 ? bell(y, 1.24, 0.0022) : 0;
    return c.times(1 - 0.18 * yoke);
  }

  private static Colour shirtSleeve(double u, double v) {
    Colour c = cotton(u, v);
    return c.times(1 - 0.18 * bell(v, 0.90, 0.004) - 0.15 * bell(v, 0.955, 0.003));
  }

  private static Colour bib(double u, double v) {
    Colour c = CANVAS.times(1 + 0.03 * Noise.at(u * 60, v * 12));
    c = c.times(1 + 0.04 * Noise.at(u * 9, v * 9));
    double hem = Math.min(Math.min(u, 1 - u) * 1.6, Math.min(v, 1 - v));
    c = c.over(Colour.of(0xB9A987), 0.55 * bell(hem, 0.016, 0.0022) * stitch((u + v) * 190));
    double pocket = pocket(u, v);
    return c.times(1 - 0.22 * pocket);
  }

  /** The seam of a wide pocket over the middle. */
  private static double pocket(double u, double v) {
    double aside = Math.abs(u - 0.5) - 0.17;
    double low = v - 0.80;
    double high = 0.52 - v;
    double out = Math.max(aside, Math.max(low, high));
    return bell(out, 0, 0.004) + 0.5 * bell(high, -0.02, 0.003) * smoothStep(0.01, -0.01, aside);
  }

  private static double stitch(double at) {
    return smoothStep(-0.2, 0.4, Math.sin(2 * Math.PI * at));
  }

  private static Colour strap(double u, double v) {
    Colour c = LEATHER.times(1 + 0.08 * Noise.at(u * 30, v * 120));
    double edge = Math.min(u, 1 - u);
    return c.times(1 - 0.35 * smoothStep(0.12, 0.0, edge))
        .over(Colour.of(0xD8B78A), 0.6 * bell(edge, 0.2, 0.04) * stitch(v * 60));
  }

  private static Colour trousers(double u, double v) {
    return TROUSERS.times(1 + 0.03 * Noise.at(u * 40 + v * 40, v * 50));
  }

  private static Colour ribs(Colour yarn, double columns) {
    return yarn.times(0.97 + 0.05 * Math.sin(2 * Math.PI * columns));
  }

  /** Columns of stitches, hardly seen, and two bands of another yarn over the chest. */
  private static Colour stitches(double x, double y) {
    Colour c = KNIT.times(1 + 0.010 * Math.sin(2 * Math.PI * x / 0.0085));
    double wide = smoothStep(1.098, 1.099, y) * smoothStep(1.148, 1.147, y);
    double thin = smoothStep(1.078, 1.079, y) * smoothStep(1.089, 1.088, y);
    return c.over(BAND, Math.max(wide, thin));
  }

  private static Colour knit(double u, double v) {
    double x = (u - 0.5) * AROUND_M;
    double y = mix(ClothAtlas.TOP_Y, 0.82, v);
    Colour c = y < 0.885 ? ribs(BAND, x / 0.010) : stitches(x, y);
    if (y > 1.243 && Math.abs(x) < 0.017) {
      return KNIT.over(KNIT_DEEP, 0.18);
    }
    boolean beside = y > 1.241;
    c = c.times(1 - 0.20 * (beside ? bell(Math.abs(x), 0.0175, 0.0016) : 0));
    return c.times(1 - 0.14 * bell(y, 0.886, 0.003));
  }

  private static Colour knitSleeve(double u, double v) {
    Colour c = v > 0.885 ? ribs(BAND, u * 30) : stitches(u * 0.30, 0);
    return c.times(1 - 0.14 * bell(v, 0.885, 0.004));
  }
}
