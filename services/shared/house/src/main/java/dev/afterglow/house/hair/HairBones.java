package dev.afterglow.house.hair;

import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.mesh.Vec3;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What the hair swings by: strands of two joints round the sides and the back, below the ears. The
 * crown and the fringe stay with the head. A vertex follows the two strands beside it, so that the
 * locks and the layer below them move as one and never pass through each other.
 *
 * <p>Joints are numbered: 0 is the head, then two a strand, upper and lower.
 */
public final class HairBones {
  /** Most joints that a vertex follows. */
  public static final int MOST = 4;

  private static final double FIRST_DEGREES = 58;
  private static final double STEP_DEGREES = 34.857142857;
  private static final int COUNT = 8;
  private static final double UPPER_CLIMB = 4;
  private static final double LOWER_CLIMB = -24;
  private static final double TIP_CLIMB = -48;

  /** The strands, from the figure's left round the back to its right. */
  public static final List<Strand> STRANDS =
      DoubleStream.iterate(FIRST_DEGREES, b -> b + STEP_DEGREES)
          .limit(COUNT)
          .mapToObj(HairBones::strand)
          .toList();

  private HairBones() {}

  /**
   * Places in the T-pose, metres.
   *
   * @param upper the joint at the height of the ear
   * @param lower the joint half-way down
   * @param tip where it ends
   */
  public record Strand(Vec3 upper, Vec3 lower, Vec3 tip) {}

  /** How many joints there are with the head. */
  public static int joints() {
    return 1 + 2 * STRANDS.size();
  }

  /**
   * What a place of the hair follows.
   *
   * @param metres a place in the T-pose
   * @param joints gets {@link #MOST} joints
   * @param shares gets their shares, which add up to 1
   */
  public static void follow(Vec3 metres, int[] joints, double[] shares) {
    Vec3 p = Skeleton.worldToHead(metres).minus(HairSolid.MIDDLE);
    double climb = Math.toDegrees(Math.atan2(p.y(), Math.hypot(p.x(), p.z())));
    double bearing = Math.floorMod((long) Math.floor(degrees(p) * 1e6), 360_000_000L) / 1e6;
    double at = (bearing - FIRST_DEGREES) / STEP_DEGREES;
    double inner = Math.clamp(at, 0, COUNT - 1.0);
    int strand = Math.min(COUNT - 2, (int) inner);
    double aside = inner - strand;
    double free =
        smoothStep(UPPER_CLIMB + 2, UPPER_CLIMB - 16, climb)
            * smoothStep(38, 54, Math.min(bearing, 360 - bearing));
    double low = smoothStep(LOWER_CLIMB + 6, LOWER_CLIMB - 14, climb);
    double[] wanted = new double[5];
    wanted[0] = 1 - free;
    wanted[1] = free * (1 - aside) * (1 - low);
    wanted[2] = free * (1 - aside) * low;
    wanted[3] = free * aside * (1 - low);
    wanted[4] = free * aside * low;
    int dropped = 0;
    for (int k = 1; k < 5; k++) {
      dropped = wanted[k] < wanted[dropped] ? k : dropped;
    }
    double kept = 1 - wanted[dropped];
    int out = 0;
    for (int k = 0; k < 5; k++) {
      if (k != dropped) {
        joints[out] = wanted[k] == 0 || k == 0 ? 0 : 1 + 2 * (strand + (k - 1) / 2) + (k - 1) % 2;
        shares[out++] = wanted[k] / kept;
      }
    }
  }

  private static double degrees(Vec3 p) {
    return Math.toDegrees(Math.atan2(p.x(), p.z()));
  }

  private static Strand strand(double bearing) {
    return new Strand(
        place(bearing, UPPER_CLIMB), place(bearing, LOWER_CLIMB), place(bearing, TIP_CLIMB));
  }

  private static Vec3 place(double bearingDegrees, double climbDegrees) {
    double b = Math.toRadians(bearingDegrees);
    double c = Math.toRadians(climbDegrees);
    Vec3 d = new Vec3(Math.sin(b) * Math.cos(c), Math.sin(c), Math.cos(b) * Math.cos(c));
    return Skeleton.headToWorld(HairSolid.on(d, 0));
  }
}
