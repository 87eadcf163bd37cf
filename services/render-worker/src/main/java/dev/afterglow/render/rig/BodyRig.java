package dev.afterglow.render.rig;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.space.Turn;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns joints for one instant, lets hair and cloth swing, and works out every node's place in the
 * world.
 *
 * <p>A tracked head turns the head bone by two thirds and the neck by one third where both exist. A
 * file without a humanoid is turned by its node named {@code Head}, else as a whole.
 */
public final class BodyRig {
  private static final HumanoidBone[] BONES = HumanoidBone.values();
  private static final float NECK_SHARE = 0.35f;
  private static final float ARM_DOWN = (float) Math.toRadians(72);
  private static final double ELBOW_BENT = Math.toRadians(15);
  private static final double[] FINGER_CURL = {
    Math.toRadians(10), Math.toRadians(14), Math.toRadians(8)
  };

  /** An elbow and four fingers of three bones, on either side. */
  private static final int RELAXED = 2 * (1 + 4 * 3);

  private static final float JAW_OPEN_RADIANS = (float) Math.toRadians(18);

  private final int[] nodeOf = new int[BONES.length];
  private final boolean eyesByBone;
  private final boolean jawByBone;
  private final Gaze gaze;
  private final NodePose pose;
  private final Constraints constraints;
  private final Springs springs;
  private final int[] swaying;
  private final int[] relaxed = new int[RELAXED];
  private final float[][] relaxedTurns = new float[RELAXED][];
  private final Map<Hand, Grip> grips = new EnumMap<>(Hand.class);
  private final Map<Hand, HoldingArm> arms = new EnumMap<>(Hand.class);
  private final WristArms wristArms;
  private @Nullable Hand holding;
  private boolean undriven;
  private final float[] wanted = new float[4];
  private final float[] full = new float[4];

  /**
   * @param pivot 3 values: the world point about which a figure without a humanoid turns
   */
  public BodyRig(Model figure, FaceRig face, float[] pivot) {
    Map<HumanoidBone, Integer> bones = bones(figure);
    for (HumanoidBone bone : BONES) {
      nodeOf[bone.ordinal()] = bones.getOrDefault(bone, -1);
    }
    this.eyesByBone =
        bones.containsKey(HumanoidBone.LEFT_EYE)
            && bones.containsKey(HumanoidBone.RIGHT_EYE)
            && figure.lookAt().kind() == LookAt.Kind.BONE
            && !face.binds(ArkitShape.EYE_LOOK_OUT_LEFT);
    this.jawByBone = bones.containsKey(HumanoidBone.JAW) && !face.binds(ArkitShape.JAW_OPEN);
    this.gaze = new Gaze(figure.lookAt());
    this.pose = new NodePose(figure, pivot);
    pose.place();
    this.wristArms = new WristArms(pose, bones);
    for (Hand hand : Hand.values()) {
      hands(figure, bones, hand);
    }
    this.constraints = new Constraints(figure, pose);
    this.springs = new Springs(figure, pose.world());
    relax();
    this.swaying = swaying(figure, springs);
    rest();
  }

  private void hands(Model figure, Map<HumanoidBone, Integer> bones, Hand hand) {
    int wrist = nodeOf(hand.bone());
    if (wrist < 0) {
      return;
    }
    grips.put(hand, new Grip(pose, bones, hand));
    int upper = nodeOf(hand.upperArm());
    if (nodeOf(hand.lowerArm()) >= 0 && upper >= 0 && pose.parent(upper) >= 0) {
      ArmReach reach = new ArmReach(figure, pose, hand.side, upper, nodeOf(hand.lowerArm()), wrist);
      arms.put(hand, new HoldingArm(pose, bones, hand, reach, WristArms.chest(bones)));
      wristArms.add(hand, reach);
    }
  }

  /** Whether the figure has the bone of that hand, so that something can be held in it. */
  public boolean has(Hand hand) {
    return grips.containsKey(hand);
  }

  /**
   * Holds something in a hand from now on, or nothing. An arm that the drive does not move then
   * presents it ({@link #undriven}).
   */
  public void hold(@Nullable Hand hand) {
    holding = hand;
  }

  /** The arm that {@link #apply} posed by itself last, because it holds and nobody drives it. */
  public @Nullable Hand undriven() {
    return undriven ? holding : null;
  }

  /**
   * Where a hand holds things, as posed last.
   *
   * @param out gets 16 values: the grip's own space to the world, in metres; +Y upwards along what
   *     is held and +Z to its front
   */
  public void grip(Hand hand, float[] out) {
    Grip grip = grips.get(hand);
    if (grip == null) {
      throw new IllegalArgumentException("the figure has no such hand");
    }
    grip.place(out);
  }

  /** The node of a bone, or -1. */
  public int nodeOf(HumanoidBone bone) {
    return nodeOf[bone.ordinal()];
  }

  /** World matrices, 16 values a node; reused by the next call of {@link #apply}. */
  public float[] world() {
    return pose.world();
  }

  /**
   * Sets how often a second hair and cloth swing on; a rate that the frame rate divides looks best.
   *
   * @param hz 15 to 240; 0 holds them at rest
   */
  public void springRate(int hz) {
    springs.rate(hz);
  }

  /**
   * Poses the figure as it waits: arms down, elbows and fingers relaxed, all else as in the file.
   */
  public void rest() {
    toRest();
    wristArms.rest();
    springs.reset();
    pose.place();
  }

  /** Poses the figure for one instant. Allocates nothing. */
  public void apply(MotionFrame motion) {
    toRest();
    for (HumanoidBone bone : BONES) {
      Rotation rotation = motion.bones().get(bone);
      if (rotation != null && nodeOf(bone) >= 0) {
        pose.toRest(nodeOf(bone));
        set(rotation, wanted);
        pose.turn(nodeOf(bone), wanted);
      }
    }
    if (motion.head().isPresent() && !motion.bones().containsKey(HumanoidBone.HEAD)) {
      turnHead(motion.head().get().rotation());
    }
    if (eyesByBone) {
      turnEyes(motion.shapes());
    }
    if (jawByBone) {
      float open = motion.shapes().getOr(ArkitShape.JAW_OPEN, 0);
      Turn.yawPitch(0, open * JAW_OPEN_RADIANS, wanted);
      pose.turn(nodeOf(HumanoidBone.JAW), wanted);
    }
    pose.place();
    wristArms.apply(motion);
    holdUp(motion);
    constraints.apply();
    sway(motion.timeUs());
  }

  private void holdUp(MotionFrame motion) {
    HoldingArm arm = holding == null ? null : arms.get(holding);
    undriven = arm != null && !arm.driven(motion) && !wristArms.moves(holding);
    if (arm == null) {
      return;
    }
    if (undriven) {
      arm.apply(motion);
    } else {
      arm.close(motion);
      arm.place();
    }
  }

  private void sway(long timeUs) {
    springs.advance(timeUs, pose.world());
    for (int j = 0; j < springs.count(); j++) {
      pose.turnAfterRest(springs.node(j), springs.swing(), j * 4);
    }
    pose.place(swaying);
  }

  private void toRest() {
    pose.toRest();
    turnAboutZ(HumanoidBone.LEFT_UPPER_ARM, -ARM_DOWN);
    turnAboutZ(HumanoidBone.RIGHT_UPPER_ARM, ARM_DOWN);
    for (int i = 0; i < relaxed.length; i++) {
      pose.turn(relaxed[i], relaxedTurns[i]);
    }
  }

  /** Elbows a little bent and fingers a little curled, of bones that the figure has. */
  private void relax() {
    int at = 0;
    for (Hand hand : Hand.values()) {
      relaxed[at] = nodeOf(hand.lowerArm());
      relaxedTurns[at++] =
          new float[] {
            0, (float) -Math.sin(ELBOW_BENT / 2) * hand.side, 0, (float) Math.cos(ELBOW_BENT / 2)
          };
      for (HumanoidBone[] finger : hand.fingers()) {
        for (int i = 0; i < finger.length; i++) {
          double half = FINGER_CURL[i] / 2;
          relaxed[at] = nodeOf(finger[i]);
          relaxedTurns[at++] =
              new float[] {0, 0, (float) -Math.sin(half) * hand.side, (float) Math.cos(half)};
        }
      }
    }
  }

  private void turnAboutZ(HumanoidBone bone, float radians) {
    wanted[0] = 0;
    wanted[1] = 0;
    wanted[2] = (float) Math.sin(radians / 2);
    wanted[3] = (float) Math.cos(radians / 2);
    pose.turn(nodeOf(bone), wanted);
  }

  private void turnHead(Rotation rotation) {
    int head = nodeOf(HumanoidBone.HEAD);
    set(rotation, full);
    if (head < 0 || pose.parent(head) < 0) {
      pose.turnWhole(full);
      return;
    }
    int neck = nodeOf(HumanoidBone.NECK);
    float share = neck < 0 ? 0 : NECK_SHARE;
    if (neck >= 0) {
      Turn.share(full, share, wanted);
      pose.turn(neck, wanted);
    }
    Turn.share(full, 1 - share, wanted);
    pose.turn(head, wanted);
  }

  private void turnEyes(ShapeWeights shapes) {
    gaze.look(shapes);
    float left = (float) Math.toRadians(gaze.leftBoneYaw());
    Turn.yawPitch(left, (float) Math.toRadians(gaze.leftBonePitch()), wanted);
    pose.turn(nodeOf(HumanoidBone.LEFT_EYE), wanted);
    float right = (float) Math.toRadians(gaze.rightBoneYaw());
    Turn.yawPitch(right, (float) Math.toRadians(gaze.rightBonePitch()), wanted);
    pose.turn(nodeOf(HumanoidBone.RIGHT_EYE), wanted);
  }

  private static void set(Rotation rotation, float[] out) {
    out[0] = rotation.x();
    out[1] = rotation.y();
    out[2] = rotation.z();
    out[3] = rotation.w();
  }

  /** The nodes that swing and all below them, parents first. */
  private static int[] swaying(Model figure, Springs springs) {
    boolean[] sways = new boolean[figure.nodes().size()];
    for (int j = 0; j < springs.count(); j++) {
      sways[springs.node(j)] = true;
    }
    int count = 0;
    int[] out = new int[sways.length];
    for (int n = 0; n < sways.length; n++) {
      int parent = figure.nodes().get(n).parent();
      sways[n] |= parent >= 0 && sways[parent];
      if (sways[n]) {
        out[count++] = n;
      }
    }
    return Arrays.copyOf(out, count);
  }

  /** The humanoid bones of a model, by what its file says or, where it says nothing, by names. */
  public static Map<HumanoidBone, Integer> bones(Model figure) {
    if (!figure.bones().isEmpty()) {
      return figure.bones();
    }
    Map<HumanoidBone, Integer> named = new EnumMap<>(HumanoidBone.class);
    for (int n = 0; n < figure.nodes().size(); n++) {
      int node = n;
      BoneAliases.find(figure.nodes().get(n).name())
          .ifPresent(bone -> named.putIfAbsent(bone, node));
    }
    return named;
  }
}
