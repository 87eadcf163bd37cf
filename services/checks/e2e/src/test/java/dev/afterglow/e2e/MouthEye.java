package dev.afterglow.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures how far a mouth stands open in decoded pictures: the open mouth of a lit head is the
 * dark place in the lower half of the face.
 */
final class MouthEye {
  private static final int WIDTH = 180;
  private static final int HEIGHT = 320;

  private MouthEye() {}

  /** One figure a frame, in no unit: more is more open. */
  static double[] openings(Media media) throws Exception {
    List<Double> openings = new ArrayList<>();
    media.frames(WIDTH, HEIGHT, (rgb, number) -> openings.add(opening(rgb)));
    return openings.stream().mapToDouble(value -> value).toArray();
  }

  private static double opening(byte[] rgb) {
    int dark = 0;
    for (int y = HEIGHT / 2; y < HEIGHT * 3 / 4; y++) {
      for (int x = WIDTH / 3; x < WIDTH * 2 / 3; x++) {
        int at = (y * WIDTH + x) * 3;
        int light = (rgb[at] & 0xFF) + (rgb[at + 1] & 0xFF) + (rgb[at + 2] & 0xFF);
        if (light < 120) {
          dark++;
        }
      }
    }
    return dark;
  }
}
