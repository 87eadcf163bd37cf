package dev.afterglow.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures how far the mouth of a pale head stands open in decoded pictures: what shows inside is
 * the only thing in the middle of the face that is pink.
 */
final class MouthEye {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 640;
  private static final int LEFT = 120;
  private static final int RIGHT = 240;
  private static final int TOP = 285;
  private static final int BOTTOM = 345;

  private MouthEye() {}

  /** Pink pixels of each frame: more is more open. */
  static double[] openings(Media media) throws Exception {
    List<Double> openings = new ArrayList<>();
    media.frames(WIDTH, HEIGHT, (rgb, number) -> openings.add(opening(rgb)));
    return openings.stream().mapToDouble(value -> value).toArray();
  }

  private static double opening(byte[] rgb) {
    int pink = 0;
    for (int y = TOP; y < BOTTOM; y++) {
      for (int x = LEFT; x < RIGHT; x++) {
        int at = (y * WIDTH + x) * 3;
        int red = rgb[at] & 0xFF;
        int green = rgb[at + 1] & 0xFF;
        int blue = rgb[at + 2] & 0xFF;
        if (red - green > 40 && blue > green - 5) {
          pink++;
        }
      }
    }
    return pink;
  }
}
