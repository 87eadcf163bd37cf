package dev.afterglow.render.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.lease.FillRight;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.rig.FaceRig;
import dev.afterglow.render.rig.StickFigure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AbsentFillTest {
  private static final FillRight ALL = new FillRight(true, true);
  private static final MouthShape SPEAKING = new MouthShape(0.5f, 0.1f, 0.2f, 0.3f, 0.1f, 0.1f);
  private static final long PICTURE_US = 33_333;

  @Test
  void shouldNeverTouchWhatTheDriveTracks() {
    // Given: random frames that track any part or none
    Random random = new Random(11);
    AbsentFill fill = new AbsentFill("drive");

    // When
    for (int i = 0; i < 20_000; i++) {
      MotionFrame motion = any(random, i * PICTURE_US);
      MouthShape mouth = motion.shapes().tracksMouth() || i % 3 == 0 ? null : SPEAKING;
      MotionFrame shown = fill.apply(motion, i * PICTURE_US, ALL, mouth);

      // Then: what was there is there, to the bit
      motion
          .shapes()
          .asMap()
          .forEach((shape, weight) -> assertThat(shown.shapes().get(shape)).isEqualTo(weight));
      motion.bones().forEach((bone, turn) -> assertThat(shown.bones().get(bone)).isEqualTo(turn));
      assertThat(shown.head()).isEqualTo(motion.head());
      assertThat(fill.filled().contains(FillPart.CHEST)).isEqualTo(!motion.tracksTorso());
      assertThat(fill.filled().contains(FillPart.MOUTH)).isEqualTo(mouth != null);
      if (motion.shapes().tracksEyelids()) {
        assertThat(fill.filled()).doesNotContain(FillPart.EYELIDS);
      }
    }
  }

  @Test
  void shouldHandTheVeryFrameOnWhereTheLeaseAllowsNothing() {
    // Given
    AbsentFill fill = new AbsentFill("drive");
    MotionFrame nothing = new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of());

    // When
    MotionFrame shown = fill.apply(nothing, 0, FillRight.NONE, SPEAKING);

    // Then
    assertThat(shown).isSameAs(nothing);
    assertThat(fill.filled()).isEmpty();
  }

  @Test
  void shouldTakeLidsOverOnlyWhenTheyAreOpen() {
    // Given: lids that a tracker loses at any instant, also within what would be a blink
    IdleBlinks blinks = new IdleBlinks(Chance.seed("drive"));
    long within = 0;
    while (blinks.closed(within) < 0.5f) {
      within += 1_000;
    }
    AbsentFill fill = new AbsentFill("drive");
    MotionFrame nothing = new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of());

    // When
    List<Float> closed = new ArrayList<>();
    for (long us = within; us < within + 10_000_000; us += PICTURE_US) {
      closed.add(fill.apply(nothing, us, ALL, null).shapes().getOr(ArkitShape.EYE_BLINK_LEFT, -1));
    }

    // Then: absent first, then open, then blinks
    assertThat(closed.getFirst()).isEqualTo(-1f);
    assertThat(closed.stream().filter(it -> it >= 0).findFirst()).contains(0f);
    assertThat(closed).anyMatch(it -> it > 0.5f);
  }

  @Test
  void shouldGiveTheSamePicturesAgainAndGoOnWithThemInAnotherWorker() {
    // Given
    MotionFrame nothing = new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of());
    AbsentFill first = new AbsentFill("drive");
    AbsentFill again = new AbsentFill("drive");
    AbsentFill takeover = new AbsentFill("drive");
    List<MotionFrame> shown = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      shown.add(first.apply(nothing, i * PICTURE_US, ALL, null));
    }

    // When
    List<MotionFrame> same = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      same.add(again.apply(nothing, i * PICTURE_US, ALL, null));
    }
    List<MotionFrame> after = new ArrayList<>();
    for (int i = 1_000; i < 3_000; i++) {
      after.add(takeover.apply(nothing, i * PICTURE_US, ALL, null));
    }

    // Then: breath fades in for two seconds
    assertThat(same).isEqualTo(shown);
    assertThat(after.subList(100, 2_000)).isEqualTo(shown.subList(1_100, 3_000));
  }

  @Test
  void shouldLiftTheBreastboneByMillimetresAndLeaveTheHeadsLook() {
    // Given: a driver who looks aside
    BodyRig rig = new BodyRig(StickFigure.bare(), new FaceRig(StickFigure.bare()), new float[3]);
    Rotation aside = new Rotation(0.1f, 0.3f, 0, 0.95f);
    AbsentFill fill = new AbsentFill("drive");
    float[] head = null;
    float highest = Float.NEGATIVE_INFINITY;
    float lowest = Float.POSITIVE_INFINITY;

    // When
    double turned = 0;
    for (int i = 0; i < 900; i++) {
      MotionFrame motion =
          new MotionFrame(
              i * PICTURE_US,
              ShapeWeights.NONE,
              Optional.of(new HeadPose(aside, 0, 0, 0)),
              Map.of());
      rig.apply(fill.apply(motion, i * PICTURE_US, ALL, null));
      float[] world = rig.world();
      int at = rig.nodeOf(HumanoidBone.HEAD) * 16;
      head = head == null ? java.util.Arrays.copyOfRange(world, at, at + 12) : head;
      for (int k = 0; k < 12; k++) {
        turned = Math.max(turned, Math.abs(world[at + k] - head[k]));
      }
      float[] chest = at(world, rig.nodeOf(HumanoidBone.CHEST), 0, 0.1f, 0.12f);
      highest = Math.max(highest, chest[1]);
      lowest = Math.min(lowest, chest[1]);
    }

    // Then: this figure has no neck to hold its head by, so it goes with the chest, by a degree
    System.out.printf(
        "breastbone %.2f mm, head's axes by %.4f%n", 1_000 * (highest - lowest), turned);
    assertThat(highest - lowest).isBetween(0.0005f, 0.006f);
    assertThat(turned).isLessThan(Math.toRadians(1.3));
  }

  private static float[] at(float[] world, int node, float x, float y, float z) {
    float[] out = new float[3];
    for (int k = 0; k < 3; k++) {
      out[k] =
          world[node * 16 + k] * x
              + world[node * 16 + 4 + k] * y
              + world[node * 16 + 8 + k] * z
              + world[node * 16 + 12 + k];
    }
    return out;
  }

  private static MotionFrame any(Random random, long timeUs) {
    ShapeWeights.Builder shapes = ShapeWeights.builder();
    if (random.nextBoolean()) {
      shapes.set(ArkitShape.EYE_BLINK_RIGHT, random.nextFloat());
    }
    if (random.nextBoolean()) {
      shapes.set(ArkitShape.MOUTH_PUCKER, random.nextFloat());
    }
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    for (HumanoidBone bone :
        List.of(
            HumanoidBone.CHEST,
            HumanoidBone.NECK,
            HumanoidBone.LEFT_SHOULDER,
            HumanoidBone.RIGHT_UPPER_ARM)) {
      if (random.nextInt(3) == 0) {
        bones.put(bone, new Rotation(random.nextFloat(), 0, 0, 1));
      }
    }
    return new MotionFrame(timeUs, shapes.build(), Optional.empty(), bones);
  }
}
