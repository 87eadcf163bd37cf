package dev.afterglow.render.rig;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.figure.Figure;
import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.space.Mat4;
import dev.afterglow.render.space.Turn;
import java.util.EnumMap;
import java.util.Map;

/**
 * Turns joints for one instant and works out every node's place in the world.
 *
 * <p>Rotations arrive relative to the T-pose in a frame that looks along +Z (VRM 1.0's normalised
 * humanoid). For a joint whose parent rests at world rotation P, a turn q becomes {@code P^-1 q P}
 * before the joint's own rest rotation; a figure that looks along -Z mirrors x and z first.
 *
 * <p>A tracked head turns the head bone by two thirds and the neck by one third where both exist. A
 * file without a humanoid is turned by its node named {@code Head}, else as a whole.
 */
public final class BodyRig {
  private static final float NECK_SHARE = 0.35f;
  private static final float ARM_DOWN = (float) Math.toRadians(72);
  private static final float JAW_OPEN_RADIANS = (float) Math.toRadians(18);

  private final Figure figure;
  private final Map<HumanoidBone, Integer> bones;
  private final boolean eyesByBone;
  private final boolean jawByBone;
  private final float[] world;
  private final float[][] restTurn;
  private final float[][] restWorldTurn;
  private final float[][] turn;
  private final float[] pivot;
  private final float[] scratch = new float[4];
  private final float[] wanted = new float[4];
  private final float[] local = new float[16];

  /**
   * @param pivot 3 values: the world point about which a figure without a humanoid turns
   */
  public BodyRig(Figure figure, FaceRig face, float[] pivot) {
    this.figure = figure;
    this.pivot = pivot.clone();
    this.bones = bones(figure);
    this.eyesByBone =
        bones.containsKey(HumanoidBone.LEFT_EYE)
            && bones.containsKey(HumanoidBone.RIGHT_EYE)
            && !face.binds(ArkitShape.EYE_LOOK_OUT_LEFT);
    this.jawByBone = bones.containsKey(HumanoidBone.JAW) && !face.binds(ArkitShape.JAW_OPEN);
    int count = figure.nodes().size();
    this.world = new float[count * 16];
    this.restTurn = new float[count][];
    this.restWorldTurn = new float[count][4];
    this.turn = new float[count][4];
    for (int n = 0; n < count; n++) {
      FigureNode node = figure.nodes().get(n);
      restTurn[n] = node.rotation();
      if (node.parent() < 0) {
        System.arraycopy(restTurn[n], 0, restWorldTurn[n], 0, 4);
      } else {
        Turn.multiply(restWorldTurn[node.parent()], restTurn[n], restWorldTurn[n]);
      }
    }
    rest();
  }

  /** The node of a bone, or -1. */
  public int nodeOf(HumanoidBone bone) {
    return bones.getOrDefault(bone, -1);
  }

  /** World matrices, 16 values a node; reused by the next call of {@link #apply}. */
  public float[] world() {
    return world;
  }

  /** Poses the figure as it waits: arms down, everything else as in the file. */
  public void rest() {
    toRest();
    placeAll(null);
  }

  /** Poses the figure for one instant. */
  public void apply(MotionFrame motion) {
    toRest();
    motion.bones().forEach(this::turnBone);
    boolean headDone = motion.bones().containsKey(HumanoidBone.HEAD);
    float[] whole = null;
    if (motion.head().isPresent() && !headDone) {
      whole = turnHead(motion.head().get().rotation());
    }
    if (eyesByBone) {
      turnEyes(motion.shapes(), figure.lookAt());
    }
    if (jawByBone) {
      float open = motion.shapes().getOr(ArkitShape.JAW_OPEN, 0);
      Turn.yawPitch(0, open * JAW_OPEN_RADIANS, wanted);
      turnNode(nodeOf(HumanoidBone.JAW), wanted);
    }
    placeAll(whole);
  }

  private void toRest() {
    for (int n = 0; n < turn.length; n++) {
      System.arraycopy(restTurn[n], 0, turn[n], 0, 4);
    }
    turnAboutZ(HumanoidBone.LEFT_UPPER_ARM, -ARM_DOWN);
    turnAboutZ(HumanoidBone.RIGHT_UPPER_ARM, ARM_DOWN);
  }

  private void turnAboutZ(HumanoidBone bone, float radians) {
    wanted[0] = 0;
    wanted[1] = 0;
    wanted[2] = (float) Math.sin(radians / 2);
    wanted[3] = (float) Math.cos(radians / 2);
    turnNode(nodeOf(bone), wanted);
  }

  private void turnBone(HumanoidBone bone, Rotation rotation) {
    set(rotation, wanted);
    int node = nodeOf(bone);
    if (node >= 0) {
      System.arraycopy(restTurn[node], 0, turn[node], 0, 4);
      turnNode(node, wanted);
    }
  }

  /** Returns the turn for the whole figure where no bone took it, else null. */
  private float @org.jspecify.annotations.Nullable [] turnHead(Rotation rotation) {
    int head = nodeOf(HumanoidBone.HEAD);
    float[] full = new float[4];
    set(rotation, full);
    if (head < 0 || figure.nodes().get(head).parent() < 0) {
      return full;
    }
    int neck = nodeOf(HumanoidBone.NECK);
    float share = neck < 0 ? 0 : NECK_SHARE;
    if (neck >= 0) {
      Turn.share(full, share, wanted);
      turnNode(neck, wanted);
    }
    Turn.share(full, 1 - share, wanted);
    turnNode(head, wanted);
    return null;
  }

  private void turnEyes(ShapeWeights shapes, LookAt reach) {
    float leftYaw =
        shapes.getOr(ArkitShape.EYE_LOOK_OUT_LEFT, 0) * reach.outDegrees()
            - shapes.getOr(ArkitShape.EYE_LOOK_IN_LEFT, 0) * reach.inDegrees();
    float rightYaw =
        shapes.getOr(ArkitShape.EYE_LOOK_IN_RIGHT, 0) * reach.inDegrees()
            - shapes.getOr(ArkitShape.EYE_LOOK_OUT_RIGHT, 0) * reach.outDegrees();
    float leftPitch =
        shapes.getOr(ArkitShape.EYE_LOOK_DOWN_LEFT, 0) * reach.downDegrees()
            - shapes.getOr(ArkitShape.EYE_LOOK_UP_LEFT, 0) * reach.upDegrees();
    float rightPitch =
        shapes.getOr(ArkitShape.EYE_LOOK_DOWN_RIGHT, 0) * reach.downDegrees()
            - shapes.getOr(ArkitShape.EYE_LOOK_UP_RIGHT, 0) * reach.upDegrees();
    Turn.yawPitch((float) Math.toRadians(leftYaw), (float) Math.toRadians(leftPitch), wanted);
    turnNode(nodeOf(HumanoidBone.LEFT_EYE), wanted);
    Turn.yawPitch((float) Math.toRadians(rightYaw), (float) Math.toRadians(rightPitch), wanted);
    turnNode(nodeOf(HumanoidBone.RIGHT_EYE), wanted);
  }

  /** Adds a T-pose turn to a node, in front of what it already has. */
  private void turnNode(int node, float[] q) {
    if (node < 0) {
      return;
    }
    if (figure.facesBackwards()) {
      q[0] = -q[0];
      q[2] = -q[2];
    }
    int parent = figure.nodes().get(node).parent();
    if (parent < 0) {
      Turn.multiply(q, turn[node], turn[node]);
      return;
    }
    float[] base = restWorldTurn[parent];
    Turn.conjugate(base, scratch);
    Turn.multiply(scratch, q, scratch);
    Turn.multiply(scratch, base, scratch);
    Turn.multiply(scratch, turn[node], turn[node]);
  }

  private void placeAll(float @org.jspecify.annotations.Nullable [] whole) {
    for (int n = 0; n < turn.length; n++) {
      FigureNode node = figure.nodes().get(n);
      if (node.parent() < 0) {
        Mat4.compose(node.translation(), turn[n], node.scale(), local, 0);
        placeRoot(n, whole);
      } else {
        Mat4.compose(node.translation(), turn[n], node.scale(), local, 0);
        Mat4.multiply(world, node.parent() * 16, local, 0, world, n * 16);
      }
    }
  }

  private void placeRoot(int node, float @org.jspecify.annotations.Nullable [] whole) {
    float[] q = {0, 0, 0, 1};
    if (figure.facesBackwards()) {
      q[1] = 1;
      q[3] = 0;
    }
    if (whole != null) {
      Turn.multiply(whole, q, q);
    }
    float[] turned = new float[16];
    Mat4.compose(new float[3], q, new float[] {1, 1, 1}, turned, 0);
    if (whole != null) {
      float[] moved = new float[3];
      Mat4.point(turned, 0, pivot[0], pivot[1], pivot[2], moved);
      for (int k = 0; k < 3; k++) {
        turned[12 + k] = pivot[k] - moved[k];
      }
    }
    Mat4.multiply(turned, 0, local, 0, world, node * 16);
  }

  private static void set(Rotation rotation, float[] out) {
    out[0] = rotation.x();
    out[1] = rotation.y();
    out[2] = rotation.z();
    out[3] = rotation.w();
  }

  private static Map<HumanoidBone, Integer> bones(Figure figure) {
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
