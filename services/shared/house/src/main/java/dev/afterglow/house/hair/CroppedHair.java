package dev.afterglow.house.hair;

import static dev.afterglow.house.hair.HairForm.direction;
import static dev.afterglow.house.mesh.Curves.mix;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.face.Features;
import dev.afterglow.house.face.Hairline;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.mesh.Weights;
import java.util.SplittableRandom;

/** Hair cut close at the sides and the nape and combed forward and aside on top. */
public final class CroppedHair {
  private static final long SEED = 20_261_123L;

  private final Piece hair = new Piece();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Features features;

  private CroppedHair(Features features) {
    this.features = features;
  }

  /** The hair of a person, bound to the head; metres. */
  public static Piece build(Features features) {
    CroppedHair cut = new CroppedHair(features);
    cut.underlay();
    cut.sides();
    cut.top();
    cut.fringe();
    return cut.hair;
  }

  /** The closed layer; at the hairline it dips into the skin, on which the roots are painted. */
  private void underlay() {
    int rows = 16;
    int columns = 65;
    Vec3[][] grid = new Vec3[rows][columns];
    for (int c = 0; c < columns; c++) {
      double bearing = mix(-180, 180, c / (columns - 1.0));
      double end = Hairline.climb(bearing) + 1.5;
      for (int r = 0; r < rows; r++) {
        double t = r / (rows - 1.0);
        double climb = mix(end, 89.5, Math.pow(t, 0.9));
        double off = mix(-0.75, -0.16, smoothStep(0, 0.30, t));
        double ripple = 0.07 * Math.sin(bearing * 0.7) * smoothStep(80, 40, climb);
        grid[r][c] = features.world(HairSolid.CROPPED.on(direction(bearing, climb), off + ripple));
      }
    }
    Weights head = Weights.all(HumanoidBone.HEAD);
    hair.weave(
        grid,
        uv -> new double[] {0.02 + 0.96 * Math.abs(uv[0] * 8 % 2 - 1), 0.30 + 0.66 * uv[1]},
        (p, u, v) -> head);
  }

  /** Short locks that lie flat over the ears and down to the nape. */
  private void sides() {
    int count = 44;
    for (int i = 0; i < count; i++) {
      double bearing = mix(58, 302, (i + 0.5) / count) + random.nextDouble(-2, 2);
      double signed = bearing > 180 ? bearing - 360 : bearing;
      double end = Hairline.climb(signed) + 4 + random.nextDouble(0, 4);
      double lean = signed > 0 ? 5 : -5;
      put(
          direction(signed - 1.2 * lean, Math.min(66, end + 58)),
          direction(signed - 0.4 * lean, end + 28),
          direction(signed + lean, end),
          random.nextDouble(0.70, 0.85),
          -0.24,
          -0.22);
    }
  }

  /** Longer locks from the crown forward, a little to the figure's left. */
  private void top() {
    for (int row = 0; row < 4; row++) {
      double back = mix(-62, 8, row / 3.0);
      for (int i = -4; i <= 4; i++) {
        double aside = 15.5 * i + random.nextDouble(-3, 3) + (row % 2) * 7;
        Vec3 root = lean(aside, back - 22);
        Vec3 via = lean(aside + 4, back + 8);
        Vec3 tip = lean(aside + 10, back + 40);
        put(root, via, tip, random.nextDouble(1.0, 1.25), 0.30 + 0.10 * (i & 1), 0.15);
      }
    }
  }

  /** Over the top of the head: {@code aside} to the left and {@code front} forward, degrees. */
  private static Vec3 lean(double aside, double front) {
    double a = Math.toRadians(aside);
    double f = Math.toRadians(front);
    return new Vec3(Math.sin(a), Math.cos(a) * Math.cos(f), Math.cos(a) * Math.sin(f));
  }

  /** Over the forehead, swept aside, its tips lifted. */
  private void fringe() {
    int count = 15;
    for (int i = 0; i < count; i++) {
      double bearing = mix(-50, 46, i / (count - 1.0)) + random.nextDouble(-1.5, 1.5);
      double end = mix(25, 19, smoothStep(-40, 30, bearing)) + random.nextDouble(-1.5, 2.5);
      double edge = smoothStep(34, 50, Math.abs(bearing));
      put(
          direction(bearing - 16, 74),
          direction(bearing - 6, 54),
          direction(bearing + 9, end + 5 * edge),
          random.nextDouble(0.85, 1.1),
          0.34 + 0.12 * (i & 1),
          0.28 * (1 - edge));
    }
  }

  private void put(Vec3 root, Vec3 via, Vec3 tip, double halfWidth, double off, double flick) {
    new Lock(root, via, tip, halfWidth, off, flick)
        .build(hair, random.nextInt(4) * 0.25 + 0.005, HairSolid.CROPPED, features::world);
  }
}
