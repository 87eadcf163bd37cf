package dev.afterglow.house.hair;

import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.face.Features;
import dev.afterglow.house.mesh.Vec3;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the hair swings by: strands of two joints side by side. A vertex follows the two strands
 * beside it, so that locks and the layer below them move as one and never pass through each other;
 * what is not near a strand stays with the head.
 *
 * <p>Joints are numbered: 0 is the head, then two a strand, upper and lower.
 */
public final class HairBones {
  /** Most joints that a vertex follows. */
  public static final int MOST = 4;

  /** A bob: round the sides and the back, below the ears. The crown and the fringe stay. */
  public static final HairBones BOB = bob();

  private final List<Strand> strands;
  private final Swing swing;
  private final Field field;

  private HairBones(List<Strand> strands, Swing swing, Field field) {
    this.strands = List.copyOf(strands);
    this.swing = swing;
    this.field = field;
  }

  /**
   * Places in the T-pose, metres.
   *
   * @param upper the joint where it begins to swing
   * @param lower the joint half-way down
   * @param tip where it ends
   */
  public record Strand(Vec3 upper, Vec3 lower, Vec3 tip) {}

  /**
   * How it swings, as {@code VRMC_springBone} counts it.
   *
   * @param upperStiffness of the upper joint
   * @param lowerStiffness of the lower joint
   * @param drag 0 to 1
   * @param gravity downwards
   */
  public record Swing(double upperStiffness, double lowerStiffness, double drag, double gravity) {}

  /** Where a place lies among the strands. */
  private interface Field {
    Share at(Vec3 metres);
  }

  /**
   * @param among a place between strands, 0 the first
   * @param free how much of it leaves the head, 0 to 1
   * @param low how much of that follows the lower joints, 0 to 1
   */
  private record Share(double among, double free, double low) {}

  /** Short hair combed forward: the fringe and what lies behind it. All else stays. */
  public static HairBones cropped(Features features) {
    double[] bearings = {-44, -22, 0, 22, 44};
    List<Strand> strands =
        Arrays.stream(bearings)
            .mapToObj(
                it ->
                    new Strand(
                        cropped(features, it, 66),
                        cropped(features, it, 46),
                        cropped(features, it, 24)))
            .toList();
    Field field =
        metres -> {
          Vec3 p = features.common(Skeleton.worldToHead(metres));
          Vec3 d = p.minus(HairSolid.MIDDLE);
          double climb = climb(d);
          double bearing = degrees(d);
          // The layer below the locks lies on the skin and stays there.
          double above = smoothStep(-0.12, 0.1, HairSolid.CROPPED.distance(p));
          double free = above * smoothStep(64, 44, climb) * smoothStep(60, 46, Math.abs(bearing));
          return new Share((bearing + 44) / 22, free, smoothStep(50, 32, climb));
        };
    return new HairBones(strands, new Swing(0.9, 0.6, 0.22, 0.01), field);
  }

  private static HairBones bob() {
    double first = 58;
    double step = 34.857142857;
    int count = 8;
    List<Strand> strands =
        IntStream.range(0, count)
            .mapToDouble(it -> first + step * it)
            .mapToObj(it -> new Strand(onBob(it, 4), onBob(it, -24), onBob(it, -48)))
            .toList();
    Field field =
        metres -> {
          Vec3 d = Skeleton.worldToHead(metres).minus(HairSolid.MIDDLE);
          double climb = climb(d);
          double bearing = Math.floorMod((long) Math.floor(degrees(d) * 1e6), 360_000_000L) / 1e6;
          double free =
              smoothStep(6, -12, climb) * smoothStep(38, 54, Math.min(bearing, 360 - bearing));
          return new Share((bearing - first) / step, free, smoothStep(-18, -38, climb));
        };
    return new HairBones(strands, new Swing(0.30, 0.18, 0.16, 0.02), field);
  }

  /** The strands, side by side. */
  public List<Strand> strands() {
    return strands;
  }

  /** How they swing. */
  public Swing swing() {
    return swing;
  }

  /** How many joints there are with the head. */
  public int joints() {
    return 1 + 2 * strands.size();
  }

  /**
   * What a place of the hair follows.
   *
   * @param metres a place in the T-pose
   * @param joints gets {@link #MOST} joints
   * @param shares gets their shares, which add up to 1
   */
  public void follow(Vec3 metres, int[] joints, double[] shares) {
    Share share = field.at(metres);
    double inner = Math.clamp(share.among, 0, strands.size() - 1.0);
    int strand = Math.min(strands.size() - 2, (int) inner);
    double aside = inner - strand;
    double[] wanted = new double[5];
    wanted[0] = 1 - share.free;
    wanted[1] = share.free * (1 - aside) * (1 - share.low);
    wanted[2] = share.free * (1 - aside) * share.low;
    wanted[3] = share.free * aside * (1 - share.low);
    wanted[4] = share.free * aside * share.low;
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

  private static double climb(Vec3 d) {
    return Math.toDegrees(Math.atan2(d.y(), Math.hypot(d.x(), d.z())));
  }

  private static double degrees(Vec3 p) {
    return Math.toDegrees(Math.atan2(p.x(), p.z()));
  }

  private static Vec3 onBob(double bearing, double climb) {
    return Skeleton.headToWorld(HairSolid.on(HairForm.direction(bearing, climb), 0));
  }

  private static Vec3 cropped(Features features, double bearing, double climb) {
    return features.world(HairSolid.CROPPED.on(HairForm.direction(bearing, climb), 0.2));
  }
}
