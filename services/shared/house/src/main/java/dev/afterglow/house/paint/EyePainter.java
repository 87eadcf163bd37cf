package dev.afterglow.house.paint;

import static dev.afterglow.house.mesh.Curves.smoothStep;

/** An eye seen from the front: white, iris, pupil, and the shade that the upper lid throws. */
public final class EyePainter {
  private static final int SIZE = 512;
  private static final double IRIS = 0.517;
  private static final Colour WHITE = Colour.of(0xF7F3F1);
  private static final Colour CORNER = Colour.of(0xE3C4BD);
  private static final Colour RIM = Colour.of(0x24140F);
  private static final Colour PUPIL = Colour.of(0x0D0706);

  private EyePainter() {}

  /** The picture of both eyes. */
  public static Canvas paint(Complexion tones) {
    Canvas canvas = new Canvas(SIZE, SIZE);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double u = ((x + 0.5) / SIZE - 0.5) * 2 / 0.96;
        double v = ((y + 0.5) / SIZE - 0.5) * 2 / 0.96;
        canvas.set(x, y, at(u, v, tones));
      }
    }
    return canvas;
  }

  /** {@code u} to the right and {@code v} downward, 1 at the eyeball's edge. */
  private static Colour at(double u, double v, Complexion tones) {
    double r = Math.hypot(u, v);
    if (r > 1.2) {
      return new Colour(255, 255, 255);
    }
    Colour c = WHITE.over(CORNER, 0.75 * smoothStep(0.62, 1.0, r));
    double angle = Math.atan2(v, u);
    double q = r / IRIS;
    double streaks = Noise.at(angle * 14 + 40, q * 2.0) * 0.5 + Noise.at(angle * 34, q * 4) * 0.5;
    double light = smoothStep(-0.5, 0.9, v / IRIS) * smoothStep(0.32, 0.62, q);
    Colour iris = tones.irisDark().over(tones.irisLight(), light * (0.85 + 0.3 * streaks));
    iris = iris.over(RIM, smoothStep(0.80, 0.98, q) * 0.92);
    iris = iris.over(PUPIL, 1 - smoothStep(0.40, 0.46, q));
    c = c.over(iris, 1 - smoothStep(0.97, 1.04, q));
    double shade = smoothStep(0.02, -0.52, v) * 0.55;
    return c.over(Colour.of(0x4A2E2A), shade * 0.62);
  }
}
