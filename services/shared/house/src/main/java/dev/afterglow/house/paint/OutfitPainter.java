package dev.afterglow.house.paint;

import static dev.afterglow.house.mesh.Curves.bell;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.atlas.FaceAtlas.Cell;
import dev.afterglow.house.atlas.OutfitAtlas;

/** Cloth, silk and metal of the outfit. */
public final class OutfitPainter {
  private static final int SIZE = 1024;
  private static final Colour JACKET = Colour.of(0x1F6F6B);
  private static final Colour SATIN = Colour.of(0x175A58);
  private static final Colour SILK = Colour.of(0xF6EFE6);
  private static final Colour SKIRT = Colour.of(0x20262E);
  private static final Colour GOLD = Colour.of(0xD9A650);

  private OutfitPainter() {}

  public static Canvas paint() {
    Canvas canvas = new Canvas(SIZE, SIZE);
    canvas.fill(new Cell(0, 0, 1, 1), (u, v) -> JACKET);
    canvas.fill(OutfitAtlas.JACKET, OutfitPainter::jacket);
    canvas.fill(OutfitAtlas.SLEEVE, OutfitPainter::sleeve);
    canvas.fill(OutfitAtlas.COLLAR, (u, v) -> SATIN.times(1 + 0.03 * Noise.at(u * 300, v * 6)));
    canvas.fill(OutfitAtlas.BLOUSE, OutfitPainter::silk);
    canvas.fill(OutfitAtlas.SKIRT, (u, v) -> weave(SKIRT, u * 300, v * 150));
    canvas.fill(OutfitAtlas.LINING, (u, v) -> JACKET);
    canvas.fill(OutfitAtlas.METAL, (u, v) -> GOLD);
    canvas.fill(OutfitAtlas.BUTTON, (u, v) -> GOLD.times(0.75 + 0.35 * v));
    return canvas;
  }

  private static Colour weave(Colour base, double x, double y) {
    return base.times(1 + 0.035 * Noise.at(x, y) + 0.02 * Noise.at(x * 0.1, y * 0.1));
  }

  private static Colour jacket(double u, double v) {
    Colour c = weave(JACKET, u * 420, v * 300);
    double edge = Math.min(u, 1 - u);
    c = c.times(1 - 0.16 * bell(edge, 0.012, 0.003));
    double sideSeam = Math.min(Math.abs(u - 0.25), Math.abs(u - 0.75));
    c = c.times(1 - 0.14 * bell(sideSeam, 0, 0.003));
    double pocket =
        Math.min(bell(Math.abs(u - 0.5), 0.385, 0.045), 1) > 0.35 ? bell(v, 0.80, 0.006) : 0;
    return c.times(1 - 0.30 * pocket);
  }

  private static Colour sleeve(double u, double v) {
    Colour c = weave(JACKET, u * 260, v * 300);
    return c.times(1 - 0.15 * bell(v, 0.90, 0.004) - 0.25 * smoothStep(0.97, 0.99, v));
  }

  private static Colour silk(double u, double v) {
    double sheen = 0.02 * Math.sin(30 * u + 4 * Math.sin(9 * v)) + 0.012 * Noise.at(u * 40, v * 30);
    return SILK.times(1 + sheen - 0.10 * bell(v, 0.06, 0.008));
  }
}
