package dev.afterglow.render.preflight;

import dev.afterglow.render.scene.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One picture, judged: contrasts as WCAG 2 counts them, (brighter + 0.05) / (darker + 0.05).
 *
 * @param faceShare height of the head over the height of the picture
 * @param clutter mean step between neighbouring pixels of the wall around the head, of 255
 * @param lips lips against the skin around them
 * @param teeth brightest against darkest part of the mouth
 * @param brows brows against the skin around them
 * @param hair the head's outline against the wall right behind it
 */
public record FaceLook(
    double faceShare,
    OptionalDouble clutter,
    OptionalDouble lips,
    OptionalDouble teeth,
    OptionalDouble brows,
    OptionalDouble hair) {
  /** Sum over three channels from which a pixel counts as the figure's. */
  private static final int DIFFERS = 24;

  private static final int FEWEST_PIXELS = 12;

  private static final Box NOTHING = new Box(-1, -1, 1, 1);

  /** Judges a picture. */
  public static FaceLook of(FaceSight sight) {
    Pixels picture = sight.picture();
    Pixels wall = sight.wall();
    FaceBoxes boxes = sight.boxes();
    Box head = boxes.head();
    List<Double> brows = new ArrayList<>();
    for (Box brow : boxes.brows()) {
      contrast(picture, brow, 0.15).ifPresent(brows::add);
    }
    return new FaceLook(
        (double) head.height() / picture.height(),
        clutter(picture, wall, head),
        boxes.lips().map(it -> lips(picture, it)).orElse(OptionalDouble.empty()),
        boxes.lips().map(it -> teeth(picture, it)).orElse(OptionalDouble.empty()),
        brows.stream().mapToDouble(Double::doubleValue).average(),
        outline(picture, wall, head));
  }

  /** The darker part of a box against the middling brightness of the skin in it. */
  private static OptionalDouble contrast(Pixels picture, Box box, double darkest) {
    List<Double> values = luminances(picture, box, NOTHING);
    if (values.size() < FEWEST_PIXELS) {
      return OptionalDouble.empty();
    }
    double dark = values.get((int) (values.size() * darkest / 2));
    double skin = values.get((int) (values.size() * 0.7));
    return OptionalDouble.of(ratio(skin, dark));
  }

  /** The lips' middle colour against a ring of skin around them. */
  private static OptionalDouble lips(Pixels picture, Box box) {
    List<Double> inside = luminances(picture, scaled(box, 0.8), NOTHING);
    List<Double> ring = luminances(picture, scaled(box, 1.9), scaled(box, 1.1));
    if (inside.size() < FEWEST_PIXELS || ring.size() < FEWEST_PIXELS) {
      return OptionalDouble.empty();
    }
    double skin = ring.get((int) (ring.size() * 0.75));
    return OptionalDouble.of(ratio(skin, inside.get((int) (inside.size() * 0.35))));
  }

  private static OptionalDouble teeth(Pixels picture, Box box) {
    List<Double> values = luminances(picture, box, NOTHING);
    if (values.size() < FEWEST_PIXELS) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        ratio(values.get((int) (values.size() * 0.97)), values.get((int) (values.size() * 0.03))));
  }

  private static OptionalDouble clutter(Pixels picture, Pixels wall, Box head) {
    Box around = scaled(head, 1.6);
    double sum = 0;
    int count = 0;
    for (int y = Math.max(0, around.top()); y < Math.min(wall.height() - 1, around.bottom()); y++) {
      for (int x = Math.max(0, around.left());
          x < Math.min(wall.width() - 1, around.right());
          x++) {
        if (!figure(picture, wall, x, y)) {
          double here = wall.luma(x, y);
          sum += Math.abs(wall.luma(x + 1, y) - here) + Math.abs(wall.luma(x, y + 1) - here);
          count++;
        }
      }
    }
    return count < FEWEST_PIXELS ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  /** From both sides of each row of the upper head inwards, to where the figure begins. */
  private static OptionalDouble outline(Pixels picture, Pixels wall, Box head) {
    List<Double> ratios = new ArrayList<>();
    int reach = Math.max(4, head.width() / 2);
    int bottom = head.top() + head.height() * 3 / 5;
    for (int y = Math.max(0, head.top()); y < Math.min(picture.height(), bottom); y += 2) {
      side(picture, wall, head.left() - reach, head.left() + head.width() / 2, 1, y, ratios);
      side(picture, wall, head.right() + reach, head.left() + head.width() / 2, -1, y, ratios);
    }
    if (ratios.size() < FEWEST_PIXELS) {
      return OptionalDouble.empty();
    }
    ratios.sort(Double::compare);
    return OptionalDouble.of(ratios.get(ratios.size() / 2));
  }

  private static void side(
      Pixels picture, Pixels wall, int from, int to, int step, int y, List<Double> ratios) {
    for (int x = from; x != to; x += step) {
      boolean there = inside(picture, x, y) && inside(picture, x + 5 * step, y);
      if (there
          && inside(picture, x - 3 * step, y)
          && figure(picture, wall, x, y)
          && figure(picture, wall, x + 2 * step, y)) {
        double hair = 0;
        for (int i = 1; i <= 5; i++) {
          hair += picture.luminance(x + i * step, y) / 5;
        }
        ratios.add(ratio(hair, wall.luminance(x - 3 * step, y)));
        return;
      }
    }
  }

  private static boolean figure(Pixels picture, Pixels wall, int x, int y) {
    int a = picture.rgb(x, y);
    int b = wall.rgb(x, y);
    int red = Math.abs((a >> 16) - (b >> 16));
    int green = Math.abs((a >> 8 & 0xFF) - (b >> 8 & 0xFF));
    return red + green + Math.abs((a & 0xFF) - (b & 0xFF)) > DIFFERS;
  }

  private static boolean inside(Pixels picture, int x, int y) {
    return x >= 0 && y >= 0 && x < picture.width() && y < picture.height();
  }

  /** Sorted, of what lies in one box and not in the other. */
  private static List<Double> luminances(Pixels picture, Box box, Box without) {
    List<Double> out = new ArrayList<>();
    for (int y = Math.max(0, box.top()); y < Math.min(picture.height(), box.bottom()); y++) {
      for (int x = Math.max(0, box.left()); x < Math.min(picture.width(), box.right()); x++) {
        if (!contains(without, x, y)) {
          out.add(picture.luminance(x, y));
        }
      }
    }
    out.sort(Double::compare);
    return out;
  }

  private static boolean contains(Box box, int x, int y) {
    return x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom();
  }

  private static Box scaled(Box box, double by) {
    int width = Math.max(1, (int) Math.round(box.width() * by));
    int height = Math.max(1, (int) Math.round(box.height() * by));
    return new Box(
        box.left() + (box.width() - width) / 2,
        box.top() + (box.height() - height) / 2,
        width,
        height);
  }

  private static double ratio(double one, double other) {
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }
}
