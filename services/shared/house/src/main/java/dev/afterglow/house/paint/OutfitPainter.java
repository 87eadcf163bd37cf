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
    fill(canvas, new Cell(0, 0, 1, 1), (u, v) -> JACKET);
    fill(canvas, OutfitAtlas.JACKET, OutfitPainter::jacket);
    fill(canvas, OutfitAtlas.SLEEVE, OutfitPainter::sleeve);
    fill(canvas, OutfitAtlas.COLLAR, (u, v) -> SATIN.times(1 + 0.03 * Noise.at(u * 300, v * 6)));
    fill(canvas, OutfitAtlas.BLOUSE, OutfitPainter::silk);
    fill(canvas, OutfitAtlas.SKIRT, (u, v) -> weave(SKIRT, u * 300, v * 150));
    fill(canvas, OutfitAtlas.LINING, (u, v) -> JACKET);
    fill(canvas, OutfitAtlas.METAL, (u, v) -> GOLD);
    fill(canvas, OutfitAtlas.BUTTON, (u, v) -> GOLD.times(0.75 + 0.35 * v));
    return canvas;
  }

  private interface Paint {
    Colour at(double u, double v);
  }

  private static void fill(Canvas canvas, Cell cell, Paint paint) {
    int left = (int) Math.floor(cell.left() * SIZE);
    int top = (int) Math.floor(cell.top() * SIZE);
    int right = (int) Math.min(SIZE, Math.ceil((cell.left() + cell.width()) * SIZE));
    int bottom = (int) Math.min(SIZE, Math.ceil((cell.top() + cell.height()) * SIZE));
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        double u = (x - left + 0.5) / (right - left);
        double v = (y - top + 0.5) / (bottom - top);
        canvas.set(x, y, paint.at(u, v));
      }
    }
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
