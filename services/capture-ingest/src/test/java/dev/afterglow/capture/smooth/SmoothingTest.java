package dev.afterglow.capture.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothingTest {
  private final Smoothing smoothing = new Smoothing();

  @ParameterizedTest
  @ValueSource(ints = {25, 30, 60})
  void shouldKeepABlinkOfATenthOfASecond(int rateHz) {
    // Given: closed for 30 ms, closing and opening in 35 each
    List<MotionFrame> raw = run(rateHz, ArkitShape.EYE_BLINK_LEFT, 1, t -> pulse(t, 0.035, 0.03));

    // When
    List<MotionFrame> smooth = smoothed(raw);

    // Then
    assertThat(highest(smooth, ArkitShape.EYE_BLINK_LEFT))
        .isGreaterThan(0.96f * highest(raw, ArkitShape.EYE_BLINK_LEFT));
  }

  @ParameterizedTest
  @EnumSource(
      value = ArkitShape.class,
      names = {"MOUTH_CLOSE", "MOUTH_PRESS_LEFT", "MOUTH_ROLL_UPPER", "MOUTH_PUCKER"})
  void shouldKeepThePressOfAPlosive(ArkitShape shape) {
    // Given: a p, 80 ms from first to last touch, at a phone's rate
    List<MotionFrame> raw = run(60, shape, 0.6, t -> pulse(t, 0.025, 0.03));

    // When
    List<MotionFrame> smooth = smoothed(raw);

    // Then
    assertThat(highest(smooth, shape)).isGreaterThan(0.96f * highest(raw, shape));
  }

  @ParameterizedTest
  @ValueSource(ints = {25, 60})
  void shouldCloseTheJawBetweenSyllables(int rateHz) {
    // Given: open, shut for 80 ms, open again
    List<MotionFrame> raw = run(rateHz, ArkitShape.JAW_OPEN, 0.5, t -> 1 - pulse(t, 0.03, 0.05));

    // When
    List<MotionFrame> smooth = smoothed(raw);

    // Then: at most 4 % of the opening stays
    assertThat(lowest(smooth, ArkitShape.JAW_OPEN))
        .isLessThan(lowest(raw, ArkitShape.JAW_OPEN) + 0.04f * 0.5f);
  }

  @ParameterizedTest
  @EnumSource(
      value = ArkitShape.class,
      names = {"BROW_INNER_UP", "MOUTH_SMILE_LEFT", "EYE_BLINK_LEFT", "JAW_OPEN", "CHEEK_PUFF"})
  void shouldTakeTheTrembleOutOfAFaceAtRest(ArkitShape shape) {
    // Given: a tracker's noise, 0.5 % of the range
    Random random = new Random(11);
    List<MotionFrame> raw = run(60, shape, 1, _ -> 0.3 + 0.005 * random.nextGaussian());

    // When
    List<MotionFrame> smooth = smoothed(raw);

    // Then
    double most = shape == ArkitShape.BROW_INNER_UP || shape == ArkitShape.CHEEK_PUFF ? 0.4 : 0.65;
    assertThat(unrest(smooth, shape)).isLessThan(most * unrest(raw, shape));
  }

  @Test
  void shouldLetAChannelThatAppearsPassAndForgetOneThatGoes() {
    // Given
    smoothing.take(frame(0, Map.of(ArkitShape.JAW_OPEN, 0.2f)));
    smoothing.take(frame(40_000, Map.of(ArkitShape.BROW_INNER_UP, 0.1f)));

    // When
    MotionFrame back = smoothing.take(frame(80_000, Map.of(ArkitShape.JAW_OPEN, 0.9f)));

    // Then
    assertThat(back.shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.9f);
    assertThat(back.shapes().has(ArkitShape.BROW_INNER_UP)).isFalse();
  }

  @Test
  void shouldForgetAllShapesWhenAFrameHasNone() {
    // Given
    smoothing.take(frame(0, Map.of(ArkitShape.BROW_INNER_UP, 0.2f)));
    smoothing.take(frame(40_000, Map.of()));

    // When
    MotionFrame back = smoothing.take(frame(80_000, Map.of(ArkitShape.BROW_INNER_UP, 0.9f)));

    // Then
    assertThat(back.shapes().get(ArkitShape.BROW_INNER_UP)).isEqualTo(0.9f);
  }

  @Test
  void shouldStartAnewAfterAHole() {
    // Given
    smoothing.take(frame(0, Map.of(ArkitShape.BROW_INNER_UP, 0f)));

    // When
    MotionFrame after = smoothing.take(frame(250_001, Map.of(ArkitShape.BROW_INNER_UP, 0.4f)));

    // Then
    assertThat(after.shapes().get(ArkitShape.BROW_INNER_UP)).isEqualTo(0.4f);
  }

  @Test
  void shouldSmoothTurnsAlongTheShorterArcAndKeepThemUnit() {
    // Given: one turn said with either sign, with noise
    Random random = new Random(12);
    List<MotionFrame> raw = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      float sign = i % 2 == 0 ? 1 : -1;
      float tremble = 0.01f * (float) random.nextGaussian();
      Rotation turn = new Rotation(0, sign * (0.3f + tremble), 0, sign * 0.954f);
      raw.add(
          new MotionFrame(
              i * 16_667L,
              ShapeWeights.NONE,
              Optional.of(new HeadPose(turn, 0, 0, -40 + 30 * tremble)),
              Map.of(HumanoidBone.SPINE, turn)));
    }

    // When
    List<MotionFrame> smooth = smoothed(raw);

    // Then
    for (MotionFrame frame : smooth.subList(10, smooth.size())) {
      Rotation head = frame.head().orElseThrow().rotation();
      Rotation spine = frame.bones().get(HumanoidBone.SPINE);
      assertThat((double) Math.abs(head.y())).isCloseTo(0.3, within(0.02));
      assertThat((double) Math.abs(spine.y())).isCloseTo(0.3, within(0.02));
      assertThat(length(spine)).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void shouldFollowAQuickTurnOfTheHead() {
    // Given: 60 degrees in 300 ms, then still
    List<MotionFrame> raw = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double angle = Math.toRadians(60) * Math.clamp((i - 10) / 18.0, 0, 1);
      Rotation turn = new Rotation(0, (float) Math.sin(angle / 2), 0, (float) Math.cos(angle / 2));
      raw.add(
          new MotionFrame(
              i * 16_667L,
              ShapeWeights.NONE,
              Optional.of(new HeadPose(turn, 0, 0, -40)),
              Map.of()));
    }

    // When
    List<MotionFrame> smooth = smoothed(raw);

    // Then: never more than a frame's turn behind
    for (int i = 0; i < raw.size(); i++) {
      double behind = degrees(raw, i) - degrees(smooth, i);
      assertThat(behind).as("frame %d", i).isBetween(-0.5, 3.4);
    }
  }

  @Test
  void shouldLeaveTimesThatDoNotAdvanceAlone() {
    // Given
    smoothing.take(frame(40_000, Map.of(ArkitShape.JAW_OPEN, 0.2f)));
    MotionFrame same = frame(40_000, Map.of(ArkitShape.JAW_OPEN, 0.9f));

    // When
    MotionFrame out = smoothing.take(same);

    // Then
    assertThat(out).isEqualTo(same);
  }

  @Test
  void shouldCalmAWristAtRestAndFollowOneThatMoves() {
    // Given: a tremble of 2 mm for a second, then 0.4 m in 0.2 s
    Random random = new Random(7);
    double rawTravel = 0;
    double smoothTravel = 0;
    float raw = 0;
    float smooth = 0;
    for (int i = 0; i < 60; i++) {
      float next = 0.2f + 0.002f * (random.nextFloat() - 0.5f);
      float shown = smoothedX(i, next);
      rawTravel += i < 10 ? 0 : Math.abs(next - raw);
      smoothTravel += i < 10 ? 0 : Math.abs(shown - smooth);
      raw = next;
      smooth = shown;
    }

    // When
    float farthest = 0;
    for (int i = 60; i < 80; i++) {
      farthest = smoothedX(i, Math.min(0.6f, 0.2f + (i - 60) * 0.4f / 12));
    }

    // Then
    assertThat(smoothTravel).isLessThan(rawTravel / 3);
    assertThat(farthest).isCloseTo(0.6f, within(0.01f));
  }

  private float smoothedX(int frame, float x) {
    Wrists wrists = Wrists.of(new WristPose(x, -0.3f, 0.3f, Optional.of(Rotation.IDENTITY)), null);
    MotionFrame raw =
        new MotionFrame(frame * 16_667L, ShapeWeights.NONE, Optional.empty(), Map.of(), wrists);
    return smoothing.take(raw).wrists().left().orElseThrow().xM();
  }

  private interface Course {
    double at(double seconds);
  }

  /** Up, stay and down again, around the middle of the second second. */
  private static double pulse(double seconds, double edge, double stay) {
    double from = Math.abs(seconds - 1.5) - stay / 2;
    return Math.clamp(1 - from / edge, 0, 1);
  }

  private static List<MotionFrame> run(int rateHz, ArkitShape shape, double scale, Course course) {
    List<MotionFrame> frames = new ArrayList<>();
    for (int i = 0; i < 3 * rateHz; i++) {
      double seconds = i / (double) rateHz;
      float weight = (float) Math.clamp(scale * course.at(seconds), 0, 1);
      frames.add(frame(Math.round(seconds * 1e6), Map.of(shape, weight)));
    }
    return frames;
  }

  private List<MotionFrame> smoothed(List<MotionFrame> raw) {
    return raw.stream().map(smoothing::take).toList();
  }

  private static MotionFrame frame(long timeUs, Map<ArkitShape, Float> weights) {
    return new MotionFrame(timeUs, ShapeWeights.of(weights), Optional.empty(), Map.of());
  }

  private static float highest(List<MotionFrame> frames, ArkitShape shape) {
    return (float) frames.stream().mapToDouble(it -> it.shapes().get(shape)).max().orElseThrow();
  }

  private static float lowest(List<MotionFrame> frames, ArkitShape shape) {
    return (float)
        frames.stream().skip(3).mapToDouble(it -> it.shapes().get(shape)).min().orElseThrow();
  }

  private static double unrest(List<MotionFrame> frames, ArkitShape shape) {
    double squares = 0;
    for (int i = 1; i < frames.size(); i++) {
      double step = frames.get(i).shapes().get(shape) - frames.get(i - 1).shapes().get(shape);
      squares += step * step;
    }
    return Math.sqrt(squares);
  }

  private static double degrees(List<MotionFrame> frames, int i) {
    return Math.toDegrees(2 * Math.asin(frames.get(i).head().orElseThrow().rotation().y()));
  }

  private static double length(Rotation it) {
    return Math.sqrt(it.x() * it.x() + it.y() * it.y() + it.z() * it.z() + it.w() * it.w());
  }
}
