package dev.afterglow.house.tape;

import static dev.afterglow.drive.ArkitShape.BROW_INNER_UP;
import static dev.afterglow.drive.ArkitShape.BROW_OUTER_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.BROW_OUTER_UP_RIGHT;
import static dev.afterglow.drive.ArkitShape.CHEEK_SQUINT_LEFT;
import static dev.afterglow.drive.ArkitShape.CHEEK_SQUINT_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_BLINK_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_BLINK_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_DOWN_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_DOWN_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_IN_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_IN_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_OUT_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_OUT_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_UP_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_LOOK_UP_RIGHT;
import static dev.afterglow.drive.ArkitShape.EYE_WIDE_LEFT;
import static dev.afterglow.drive.ArkitShape.EYE_WIDE_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_DIMPLE_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_DIMPLE_RIGHT;
import static dev.afterglow.drive.ArkitShape.MOUTH_SMILE_LEFT;
import static dev.afterglow.drive.ArkitShape.MOUTH_SMILE_RIGHT;
import static dev.afterglow.house.mesh.Curves.clamp;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.house.voice.PhonemeTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Blinks, glances, brows and the smile between the lines. */
final class FaceTrack {
  private static final double SHUT_MS = 75;
  private static final double OPEN_MS = 150;

  private final List<Double> blinks = new ArrayList<>();
  private final List<double[]> glances = new ArrayList<>();
  private final List<double[]> accents = new ArrayList<>();
  private final PhonemeTrack track;
  private final double lengthMs;

  FaceTrack(PhonemeTrack track, double lengthMs, SplittableRandom random) {
    this.track = track;
    this.lengthMs = lengthMs;
    for (double at = 1300; at < lengthMs - 700; at += random.nextDouble(2200, 4600)) {
      blinks.add(at);
      if (random.nextInt(5) == 0) {
        blinks.add(at + 330);
      }
    }
    for (double at = 2600; at < lengthMs - 1800; at += random.nextDouble(1900, 3800)) {
      double hold = random.nextDouble(450, 900);
      glances.add(
          new double[] {
            at, at + hold, random.nextDouble(-0.55, 0.55), random.nextDouble(-0.1, 0.5)
          });
    }
    for (int start : track.lineStartsMs()) {
      accents.add(new double[] {start + 120, random.nextDouble(0.35, 0.6)});
      accents.add(
          new double[] {start + random.nextDouble(1400, 2300), random.nextDouble(0.2, 0.45)});
    }
  }

  /** Adds the upper face's weights and the smile at a moment. */
  void addTo(Map<ArkitShape, Double> shapes, double ms) {
    double blink = 0;
    for (double at : blinks) {
      blink =
          Math.max(
              blink,
              smoothStep(at - SHUT_MS, at, ms) * (1 - smoothStep(at + 40, at + OPEN_MS, ms)));
    }
    both(shapes, EYE_BLINK_LEFT, EYE_BLINK_RIGHT, blink);
    gaze(shapes, ms);
    double brow = 0;
    for (double[] accent : accents) {
      brow += accent[1] * bump(ms, accent[0], 160, 520);
    }
    add(shapes, BROW_INNER_UP, 0.55 * brow + 0.04);
    both(shapes, BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT, 0.6 * brow);
    both(shapes, EYE_WIDE_LEFT, EYE_WIDE_RIGHT, 0.25 * brow);
    smile(shapes, ms);
  }

  private void gaze(Map<ArkitShape, Double> shapes, double ms) {
    double x = 0.03 * Math.sin(ms / 430) + 0.02 * Math.sin(ms / 171);
    double down = 0.03 * Math.sin(ms / 370);
    for (double[] g : glances) {
      double on = smoothStep(g[0] - 60, g[0] + 20, ms) * (1 - smoothStep(g[1] - 20, g[1] + 60, ms));
      x += on * g[2];
      down += on * g[3];
    }
    add(shapes, x > 0 ? EYE_LOOK_OUT_LEFT : EYE_LOOK_OUT_RIGHT, Math.abs(x));
    add(shapes, x > 0 ? EYE_LOOK_IN_RIGHT : EYE_LOOK_IN_LEFT, Math.abs(x));
    if (down > 0) {
      both(shapes, EYE_LOOK_DOWN_LEFT, EYE_LOOK_DOWN_RIGHT, down);
    } else {
      both(shapes, EYE_LOOK_UP_LEFT, EYE_LOOK_UP_RIGHT, -down);
    }
  }

  /** She smiles all along, most at the greeting, in the pauses between lines and at the end. */
  private void smile(Map<ArkitShape, Double> shapes, double ms) {
    double warm = 0.22;
    for (int start : track.lineStartsMs()) {
      warm += 0.22 * bump(ms, start - 120, 380, 700);
    }
    warm += 0.22 * (1 - smoothStep(900, 2400, ms));
    warm += 0.30 * smoothStep(lengthMs - 1500, lengthMs - 400, ms);
    both(shapes, MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT, warm);
    both(shapes, CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT, 0.55 * warm);
    both(shapes, MOUTH_DIMPLE_LEFT, MOUTH_DIMPLE_RIGHT, 0.18 * warm);
  }

  private static double bump(double ms, double at, double riseMs, double fallMs) {
    return smoothStep(at - riseMs, at, ms) * (1 - smoothStep(at, at + fallMs, ms));
  }

  private static void both(
      Map<ArkitShape, Double> shapes, ArkitShape left, ArkitShape right, double weight) {
    add(shapes, left, weight);
    add(shapes, right, weight);
  }

  private static void add(Map<ArkitShape, Double> shapes, ArkitShape shape, double weight) {
    shapes.merge(shape, clamp(weight, 0, 1), (a, b) -> clamp(a + b, 0, 1));
  }
}
