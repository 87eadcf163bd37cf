package dev.afterglow.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MonotoneCurveTest {
  @RepeatedTest(20)
  void shouldNeverLeaveTheRangeOfItsNeighboursAndKeepTurnsUnit() {
    // Given: frames at uneven times
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    MotionFrame[] frames = new MotionFrame[40];
    long timeUs = 0;
    for (int i = 0; i < frames.length; i++) {
      timeUs += 1_000 + random.nextInt(100_000);
      frames[i] = frame(timeUs, random.nextFloat(), turn(random));
    }

    for (int i = 1; i + 2 < frames.length; i++) {
      long from = frames[i].timeUs();
      long to = frames[i + 1].timeUs();
      for (long at = from; at <= to; at += Math.max(1, (to - from) / 7)) {
        // When
        MotionFrame mixed = frames[i].along(frames[i - 1], frames[i + 1], frames[i + 2], at);

        // Then
        float low = Math.min(jaw(frames[i]), jaw(frames[i + 1]));
        float high = Math.max(jaw(frames[i]), jaw(frames[i + 1]));
        assertTrue(jaw(mixed) >= low && jaw(mixed) <= high, "frame " + i + ", seed " + seed);
        Rotation bone = mixed.bones().get(HumanoidBone.SPINE);
        assertEquals(1, length(bone), 1e-6, "frame " + i + ", seed " + seed);
        assertTrue(
            degrees(frames[i].bones().get(HumanoidBone.SPINE), bone)
                <= degrees(
                            frames[i].bones().get(HumanoidBone.SPINE),
                            frames[i + 1].bones().get(HumanoidBone.SPINE))
                        * 1.25
                    + 0.2,
            "turn of frame " + i + ", seed " + seed);
        float x = mixed.head().orElseThrow().xCm();
        assertTrue(x >= 10 * low - 1e-4 && x <= 10 * high + 1e-4, "head, seed " + seed);
      }
    }
  }

  @Test
  void shouldGoThroughItsFramesWithoutACorner() {
    // Given: a rise that ends in a hold
    MotionFrame a = frame(0, 0.0f, Rotation.IDENTITY);
    MotionFrame b = frame(40_000, 0.2f, Rotation.IDENTITY);
    MotionFrame c = frame(80_000, 0.6f, Rotation.IDENTITY);
    MotionFrame d = frame(120_000, 0.6f, Rotation.IDENTITY);

    // When
    float justBefore = jaw(a.along(null, b, c, 39_900));
    float at = jaw(b.along(a, c, d, 40_000));
    float justAfter = jaw(b.along(a, c, d, 40_100));
    float end = jaw(b.along(a, c, d, 80_000));
    float nearEnd = jaw(b.along(a, c, d, 79_000));

    // Then: the same slope on either side, and none where the hold begins
    assertEquals(0.2f, at, 1e-6f);
    assertEquals(at - justBefore, justAfter - at, 2e-5f);
    assertEquals(0.6f, end, 1e-6f);
    assertEquals(0.6f, nearEnd, 1e-3f);
  }

  @Test
  void shouldKeepStraightLinesStraight() {
    // Given
    MotionFrame a = frame(0, 0.1f, Rotation.IDENTITY);
    MotionFrame b = frame(40_000, 0.3f, Rotation.IDENTITY);
    MotionFrame c = frame(60_000, 0.4f, Rotation.IDENTITY);
    MotionFrame d = frame(100_000, 0.6f, Rotation.IDENTITY);

    // When
    float middle = jaw(b.along(a, c, d, 50_000));
    float alone = jaw(b.along(null, c, null, 55_000));

    // Then
    assertEquals(0.35f, middle, 1e-6f);
    assertEquals(0.375f, alone, 1e-6f);
  }

  @Test
  void shouldRefuseTimesThatDoNotRise() {
    // Given
    MotionFrame early = frame(0, 0, Rotation.IDENTITY);
    MotionFrame late = frame(40_000, 1, Rotation.IDENTITY);

    // Then
    assertThrows(IllegalArgumentException.class, () -> early.along(late, late, null, 10));
    assertThrows(IllegalArgumentException.class, () -> early.along(null, late, early, 10));
    assertThrows(IllegalArgumentException.class, () -> early.along(null, late, null, 40_001));
  }

  private static MotionFrame frame(long timeUs, float jaw, Rotation turn) {
    return new MotionFrame(
        timeUs,
        ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, jaw)),
        Optional.of(new HeadPose(turn, 10 * jaw, 0, -40)),
        Map.of(HumanoidBone.SPINE, turn));
  }

  /** Within 60 degrees of none, with either sign. */
  private static Rotation turn(Random random) {
    float sign = random.nextBoolean() ? 1 : -1;
    return new Rotation(
        sign * 0.4f * (random.nextFloat() - 0.5f),
        sign * 0.4f * (random.nextFloat() - 0.5f),
        sign * 0.4f * (random.nextFloat() - 0.5f),
        sign);
  }

  private static float jaw(MotionFrame frame) {
    return frame.shapes().get(ArkitShape.JAW_OPEN);
  }

  private static double length(Rotation it) {
    return Math.sqrt(it.x() * it.x() + it.y() * it.y() + it.z() * it.z() + it.w() * it.w());
  }

  private static double degrees(Rotation a, Rotation b) {
    double along = a.x() * b.x() + a.y() * b.y() + a.z() * b.z() + a.w() * b.w();
    return Math.toDegrees(2 * Math.acos(Math.min(1, Math.abs(along))));
  }
}
