package dev.afterglow.house.paint;

import static dev.afterglow.house.mesh.Curves.bell;
import static dev.afterglow.house.mesh.Curves.clamp;
import static dev.afterglow.house.mesh.Curves.mix;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.atlas.ClothAtlas;
import dev.afterglow.house.atlas.FaceAtlas.Cell;

/** Silk with woven blossoms, and its gold piping. */
public final class QipaoPainter {
  private static final int SIZE = 1024;
  private static final Colour SILK = Colour.of(0xA62B3C);
  private static final Colour DEEP = Colour.of(0x7E1A2B);
  private static final Colour SHEEN = Colour.of(0xC9525C);
  private static final Colour GOLD = Colour.of(0xE0B565);
  private static final double AROUND_M = 0.86;
  private static final double LOW_Y = 0.50;
  private static final double BLOSSOM_M = 0.074;

  private QipaoPainter() {}

  /** The whole picture. */
  public static Canvas paint() {
    Canvas canvas = new Canvas(SIZE, SIZE);
    canvas.fill(new Cell(0, 0, 1, 1), (u, v) -> SILK);
    canvas.fill(ClothAtlas.BODY, QipaoPainter::body);
    canvas.fill(ClothAtlas.SLEEVE, QipaoPainter::sleeve);
    canvas.fill(ClothAtlas.COLLAR, QipaoPainter::collar);
    canvas.fill(ClothAtlas.BUTTON, (u, v) -> GOLD.times(0.72 + 0.4 * v));
    return canvas;
  }

  private static Colour body(double u, double v) {
    double x = (u - 0.5) * AROUND_M;
    double y = mix(ClothAtlas.TOP_Y, LOW_Y, v);
    Colour c = silk(x, y);
    double edge = Math.abs(y - opening(x));
    boolean front = x < 0.004 && x > -0.215;
    if (front) {
      c = c.over(DEEP, 0.55 * bell(y - opening(x), -0.0055, 0.0035));
      c = c.over(GOLD, 0.95 * (1 - smoothStep(0.0014, 0.0030, edge)));
    }
    double side = y < opening(-0.215) ? Math.abs(Math.abs(x) - 0.215) : 1;
    return c.over(DEEP, 0.6 * bell(side, 0, 0.0022));
  }

  /** Height of the slanting front edge at a way round from the middle, metres. */
  private static double opening(double x) {
    double t = clamp(-x / 0.215, 0, 1);
    return 1.334 - 0.045 * t - 0.105 * Math.pow(t, 2.4);
  }

  /** Ground, a lattice of blossoms and the gloss of the weave; lengths in metres. */
  private static Colour silk(double x, double y) {
    double gloss = 0.5 + 0.5 * Math.sin(36 * x + 3 * Math.sin(7 * y));
    Colour c = SILK.over(SHEEN, 0.16 * gloss + 0.05 * Noise.at(x * 900, y * 900));
    double row = Math.floor(y / BLOSSOM_M);
    double shift = row % 2 == 0 ? 0 : 0.5;
    double dx = (x / BLOSSOM_M + shift - Math.floor(x / BLOSSOM_M + shift) - 0.5) * BLOSSOM_M;
    double dy = y - (row + 0.5) * BLOSSOM_M;
    double r = Math.hypot(dx, dy) / 0.0155;
    double turn = Math.atan2(dy, dx) + row;
    double petal = 0.74 + 0.26 * Math.cos(5 * turn);
    double flower = smoothStep(petal, petal - 0.16, r) * smoothStep(0.16, 0.26, r);
    double heart = 1 - smoothStep(0.08, 0.15, r);
    double vein = 0.5 + 0.5 * Math.cos(10 * turn);
    c = c.over(GOLD, 0.62 * flower * (0.65 + 0.35 * vein) + 0.75 * heart);
    double stem = bell(r, 1.28, 0.07) * smoothStep(0.1, 0.7, Math.sin(2.5 * turn));
    return c.over(GOLD, 0.40 * stem);
  }

  private static Colour sleeve(double u, double v) {
    Colour c = silk(u * 0.26, 1.0 - v * 0.50);
    double band = Math.max(bell(v, 0.938, 0.0035), bell(v, 0.955, 0.0035));
    c = c.over(DEEP, 0.5 * smoothStep(0.925, 0.945, v));
    return c.over(GOLD, 0.9 * band);
  }

  private static Colour collar(double u, double v) {
    // Upward from the foot: outside to 0.4 of the picture, then the inside.
    Colour c = SILK.over(DEEP, 0.25).over(SHEEN, 0.08 * Math.sin(40 * u));
    double edge = Math.max(bell(v, 0.40, 0.045), bell(v, 0.97, 0.05));
    return c.over(GOLD, 0.92 * edge).over(DEEP, 0.8 * smoothStep(0.30, 0.22, v));
  }
}
