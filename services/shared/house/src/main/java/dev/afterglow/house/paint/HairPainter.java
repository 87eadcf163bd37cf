package dev.afterglow.house.paint;

import static dev.afterglow.house.mesh.Curves.bell;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import java.util.List;

/** Strands from root (top) to tip (bottom), four locks side by side, with a band of gloss. */
public final class HairPainter {
  private static final int SIZE = 512;

  private HairPainter() {}

  /** The picture of the hair. */
  public static Canvas paint(Complexion tones) {
    Canvas canvas = new Canvas(SIZE, SIZE);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        canvas.set(x, y, at(x / (double) SIZE, y / (double) SIZE, tones.hair()));
      }
    }
    return canvas;
  }

  private static Colour at(double u, double v, List<Colour> tones) {
    double wave = u + 0.006 * Math.sin(6 * v + 20 * u);
    double fine = Noise.at(wave * 150, v * 3.0);
    double broad = Noise.at(wave * 42 + 9, v * 1.6);
    double strand = 0.5 + 0.28 * fine + 0.34 * broad;
    Colour c = tones.get(0).over(tones.get(1), smoothStep(0.0, 0.9, strand));
    c = c.over(tones.get(2), 0.55 * smoothStep(0.45, 1.0, strand) * smoothStep(0.1, 0.9, v));
    double band = bell(v, 0.40 + 0.03 * broad, 0.085) + 0.35 * bell(v, 0.72 + 0.03 * fine, 0.06);
    c = c.over(tones.get(3), 0.75 * band * smoothStep(0.35, 0.9, strand));
    double inLock = (u * 4) % 1;
    double edge = Math.min(inLock / 0.96, 1 - inLock / 0.96);
    return c.times(0.80 + 0.20 * smoothStep(0.0, 0.16, Math.abs(edge)));
  }
}
