package dev.afterglow.render.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.space.Mat4;
import dev.afterglow.render.space.Turn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An arm with a finger in the T-pose, whose bones rest turned in many ways. */
class RetargetTest {
  private static final long SEED = Long.getLong("seed", 20_261_125L);
  private static final float HALF = (float) Math.sqrt(0.5);
  private static final HumanoidBone[] BONES = {
    HumanoidBone.HIPS,
    HumanoidBone.LEFT_SHOULDER,
    HumanoidBone.LEFT_UPPER_ARM,
    HumanoidBone.LEFT_LOWER_ARM,
    HumanoidBone.LEFT_HAND,
    HumanoidBone.LEFT_INDEX_PROXIMAL,
    HumanoidBone.LEFT_INDEX_INTERMEDIATE
  };

  /** Each bone's place in the world, T-pose. */
  private static final float[][] PLACES = {
    {0, 1, 0},
    {0.05f, 1.4f, 0},
    {0.15f, 1.4f, 0},
    {0.4f, 1.4f, 0},
    {0.65f, 1.4f, 0},
    {0.74f, 1.4f, 0.02f},
    {0.78f, 1.4f, 0.02f}
  };

  @Test
  void shouldBendElbowAndFingerAsWorkedByHand() {
    // Given: the arm forward (+Y by -90 degrees), the elbow up (+Z by 90), the finger down
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    bones.put(HumanoidBone.LEFT_UPPER_ARM, new Rotation(0, -HALF, 0, HALF));
    bones.put(HumanoidBone.LEFT_LOWER_ARM, new Rotation(0, 0, HALF, HALF));
    bones.put(HumanoidBone.LEFT_INDEX_PROXIMAL, new Rotation(0, 0, -HALF, HALF));
    BodyRig rig = rig(figure(new Random(1), 0, false));

    // When
    rig.apply(frame(bones));

    // Then: 25 cm forward, 25 cm up, then along the hand, which points up, and 4 cm forward again
    near(rig, HumanoidBone.LEFT_LOWER_ARM, 0.15f, 1.4f, 0.25f);
    near(rig, HumanoidBone.LEFT_HAND, 0.15f, 1.65f, 0.25f);
    near(rig, HumanoidBone.LEFT_INDEX_PROXIMAL, 0.13f, 1.74f, 0.25f);
    near(rig, HumanoidBone.LEFT_INDEX_INTERMEDIATE, 0.13f, 1.74f, 0.29f);
  }

  @Test
  void shouldPutBonesAtTheSamePlacesHoweverTheyRest() {
    // Given
    Random random = new Random(SEED);
    BodyRig plain = rig(figure(random, 0, false));
    BodyRig turned = rig(figure(random, 1, false));

    for (int i = 0; i < 200; i++) {
      Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
      for (HumanoidBone bone : BONES) {
        bones.put(bone, rotation(random));
      }

      // When
      plain.apply(frame(bones));
      turned.apply(frame(bones));

      // Then
      for (HumanoidBone bone : BONES) {
        assertThat(place(turned, bone))
            .as("seed %d frame %d %s", SEED, i, bone)
            .containsExactly(place(plain, bone), within(1e-4f));
      }
    }
  }

  @Test
  void shouldShowTheSamePoseWhenTheFileLooksBackwards() {
    // Given: VRM 0.x looks along -Z; its own places are those of 1.0 turned by half
    Random random = new Random(SEED);
    BodyRig front = rig(figure(random, 0, false));
    BodyRig back = rig(figure(random, 1, true));
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    for (HumanoidBone bone : BONES) {
      bones.put(bone, rotation(random));
    }

    // When
    front.apply(frame(bones));
    back.apply(frame(bones));

    // Then
    for (HumanoidBone bone : BONES) {
      assertThat(place(back, bone))
          .as("seed %d %s", SEED, bone)
          .containsExactly(place(front, bone), within(1e-4f));
    }
  }

  @Test
  void shouldAllocateNothingWhenAFrameIsPosed() {
    // Given
    BodyRig rig = rig(figure(new Random(SEED), 1, false));
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    bones.put(HumanoidBone.LEFT_UPPER_ARM, new Rotation(0, -HALF, 0, HALF));
    MotionFrame frame = frame(bones);
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().threadId();
    rig.apply(frame);
    long before = threads.getThreadAllocatedBytes(self);

    // When
    for (int i = 0; i < 10_000; i++) {
      rig.apply(frame);
    }

    // Then: what the measurement itself takes is far below a byte a frame
    assertThat(threads.getThreadAllocatedBytes(self) - before).isLessThan(10_000);
  }

  private static BodyRig rig(Model figure) {
    return new BodyRig(figure, new FaceRig(figure), new float[3]);
  }

  private static MotionFrame frame(Map<HumanoidBone, Rotation> bones) {
    return new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), bones);
  }

  /** The chain, each node resting at a random turn times {@code odd}. */
  private static Model figure(Random random, float odd, boolean backwards) {
    List<FigureNode> nodes = new ArrayList<>();
    Map<HumanoidBone, Integer> bones = new EnumMap<>(HumanoidBone.class);
    float[] above = {0, 0, 0, 1};
    float[] from = new float[3];
    float side = backwards ? -1 : 1;
    for (int i = 0; i < BONES.length; i++) {
      float[] to = {PLACES[i][0] * side, PLACES[i][1], PLACES[i][2] * side};
      float[] back = new float[4];
      Turn.conjugate(above, back);
      float[] m = new float[16];
      float[] local = new float[3];
      Mat4.compose(new float[3], back, new float[] {1, 1, 1}, m, 0);
      Mat4.point(m, 0, to[0] - from[0], to[1] - from[1], to[2] - from[2], local);
      Rotation r = rotation(random);
      float[] rest = {r.x(), r.y(), r.z(), r.w()};
      Turn.share(rest, odd, rest);
      nodes.add(
          new FigureNode(BONES[i].vrmName(), i - 1, local, rest.clone(), new float[] {1, 1, 1}));
      bones.put(BONES[i], i);
      float[] next = new float[4];
      Turn.multiply(above, rest, next);
      above = next;
      from = to;
    }
    return new Model(
        nodes,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        bones,
        List.of(),
        List.of(),
        List.of(),
        LookAt.USUAL,
        backwards);
  }

  private static Rotation rotation(Random random) {
    return new Rotation(
        (float) random.nextGaussian(),
        (float) random.nextGaussian(),
        (float) random.nextGaussian(),
        (float) random.nextGaussian());
  }

  private static float[] place(BodyRig rig, HumanoidBone bone) {
    float[] out = new float[3];
    System.arraycopy(rig.world(), rig.nodeOf(bone) * 16 + 12, out, 0, 3);
    return out;
  }

  private static void near(BodyRig rig, HumanoidBone bone, float x, float y, float z) {
    assertThat(place(rig, bone))
        .as(bone.vrmName())
        .containsExactly(new float[] {x, y, z}, within(1e-4f));
  }
}
