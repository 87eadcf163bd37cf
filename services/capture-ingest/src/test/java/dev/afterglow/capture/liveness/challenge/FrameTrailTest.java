package dev.afterglow.capture.liveness.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FrameTrailTest {
  private final FrameTrail trail = new FrameTrail();

  @RepeatedTest(20)
  void shouldGiveFramesAsTheyCameWhenTheyComeAndGo() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    List<MotionFrame> held = new ArrayList<>();

    // When
    for (int i = 0; i < 3_000; i++) {
      MotionFrame frame = frame(random, i * 1_000L);
      trail.add(frame);
      held.add(frame);
      if (held.size() > FrameTrail.MOST) {
        held.removeFirst();
      }
      if (random.nextInt(400) == 0) {
        long before = random.nextLong(frame.timeUs() + 1);
        trail.forget(before);
        held.removeIf(it -> it.timeUs() < before);
      }
    }

    // Then
    List<MotionFrame> frames = trail.frames();
    assertThat(frames).as("seed %d", seed).hasSameSizeAs(held);
    for (int i = 0; i < held.size(); i++) {
      assertThat(frames.get(i).timeUs()).as("seed %d", seed).isEqualTo(held.get(i).timeUs());
      assertThat(frames.get(i).shapes()).as("seed %d", seed).isEqualTo(held.get(i).shapes());
      assertThat(frames.get(i).head().isPresent()).isEqualTo(held.get(i).head().isPresent());
      assertThat(frames.get(i).bones()).isEmpty();
    }
    assertThat(trail.anyHead()).isEqualTo(held.stream().anyMatch(it -> it.head().isPresent()));
    assertThat(trail.newest()).isSameAs(held.getLast());
  }

  @Test
  void shouldKeepTheHeadToTheLastBitButOne() {
    // Given
    HeadPose head = new HeadPose(new Rotation(0.1f, -0.7f, 0.3f, 0.2f), 1.5f, -2, -61.25f);
    trail.add(new MotionFrame(5, ShapeWeights.NONE, Optional.of(head), Map.of()));

    // When
    HeadPose kept = trail.frames().getFirst().head().orElseThrow();

    // Then
    assertThat(kept.rotation().x()).isCloseTo(head.rotation().x(), within(1e-7f));
    assertThat(kept.rotation().y()).isCloseTo(head.rotation().y(), within(1e-7f));
    assertThat(kept.rotation().z()).isCloseTo(head.rotation().z(), within(1e-7f));
    assertThat(kept.rotation().w()).isCloseTo(head.rotation().w(), within(1e-7f));
    assertThat(kept.xCm()).isEqualTo(1.5f);
    assertThat(kept.yCm()).isEqualTo(-2);
    assertThat(kept.zCm()).isEqualTo(-61.25f);
  }

  @Test
  void shouldKnowNothingWhenCleared() {
    // Given
    trail.add(frame(new Random(1), 0));
    trail.clear();

    // When / Then
    assertThat(trail.frames()).isEmpty();
    assertThat(trail.newest()).isNull();
    assertThat(trail.anyHead()).isFalse();
  }

  private static MotionFrame frame(Random random, long timeUs) {
    ShapeWeights.Builder shapes = ShapeWeights.builder();
    for (ArkitShape shape : ArkitShape.values()) {
      if (random.nextInt(4) > 0) {
        shapes.set(shape, random.nextInt(5) == 0 ? 0 : random.nextFloat());
      }
    }
    Optional<HeadPose> head =
        random.nextInt(3) == 0
            ? Optional.of(new HeadPose(new Rotation(0, random.nextFloat(), 0, 1), 0, 0, -50))
            : Optional.empty();
    return new MotionFrame(
        timeUs, shapes.build(), head, Map.of(HumanoidBone.HIPS, Rotation.IDENTITY));
  }
}
