package dev.afterglow.capture.smooth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.SharedFolder;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.tape.MotionTape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What the smoothing leaves of a real face: 53 s of a webcam tracker at 25 frames a second. */
class RealFaceTest {
  private static final int AROUND = 3;

  @Test
  void shouldKeepBlinksAndLipsOfARealFaceAndCalmItsRest() throws IOException {
    // Given
    Path tape = SharedFolder.root().resolve("mocap/cap12-camera/cap12.jsonl");
    Assumptions.assumeTrue(Files.isRegularFile(tape), "no recordings beside the checkout");
    List<MotionFrame> raw = MotionTape.read(tape).toList();

    // When
    Smoothing smoothing = new Smoothing();
    List<MotionFrame> smooth = raw.stream().map(smoothing::take).toList();

    // Then
    int bumps = 0;
    for (ArkitShape shape : ArkitShape.values()) {
      SmoothingGroup group = SmoothingGroup.of(shape);
      double[] before = weights(raw, shape);
      double[] after = weights(smooth, shape);
      if (before.length == 0) {
        continue;
      }
      if (group == SmoothingGroup.BLINK
          || group == SmoothingGroup.LIPS
          || group == SmoothingGroup.JAW) {
        List<Double> kept = keptOfBumps(before, after);
        bumps += kept.size();
        assertThat(kept).as("kept of the bumps of %s", shape).allMatch(it -> it > 0.9);
      }
      double unrest = unrest(before, after, before);
      assertThat(unrest).as("rest of %s", shape).isLessThan(0.8);
      System.out.printf(
          Locale.ROOT, "%s %s keeps %.2f of its unrest%n", group, shape.arkitName(), unrest);
    }
    assertThat(bumps).as("bumps to judge by, 18 on this tape").isGreaterThan(15);
  }

  /** What is left of each bump and dip of 0.08 and more that lasts at most six frames. */
  private static List<Double> keptOfBumps(double[] before, double[] after) {
    List<Double> kept = new ArrayList<>();
    for (int i = AROUND; i < before.length - AROUND; i++) {
      double base = Math.max(lowest(before, i - AROUND, i), lowest(before, i, i + AROUND));
      double high = before[i] - base;
      if (before[i] > before[i - 1] && before[i] >= before[i + 1] && high > 0.08) {
        kept.add((-lowest(negated(after), i - 1, i + 1) - base) / high);
      }
      double roof =
          -Math.max(lowest(negated(before), i - AROUND, i), lowest(negated(before), i, i + AROUND));
      double deep = roof - before[i];
      if (before[i] < before[i - 1] && before[i] <= before[i + 1] && deep > 0.08) {
        kept.add((roof - lowest(after, i - 1, i + 1)) / deep);
      }
    }
    return kept;
  }

  /** Second differences after, over those before, where the face rests. */
  private static double unrest(double[] before, double[] after, double[] judge) {
    double was = 1e-12;
    double is = 0;
    for (int i = 2; i < judge.length - 2; i++) {
      double move = -lowest(negated(judge), i - 2, i + 2) - lowest(judge, i - 2, i + 2);
      if (move < 0.03) {
        was += Math.pow(before[i] - 2 * before[i - 1] + before[i - 2], 2);
        is += Math.pow(after[i] - 2 * after[i - 1] + after[i - 2], 2);
      }
    }
    return Math.sqrt(is / was);
  }

  private static double lowest(double[] values, int from, int to) {
    double lowest = values[from];
    for (int i = from; i <= to; i++) {
      lowest = Math.min(lowest, values[i]);
    }
    return lowest;
  }

  private static double[] negated(double[] values) {
    double[] negated = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      negated[i] = -values[i];
    }
    return negated;
  }

  private static double[] weights(List<MotionFrame> frames, ArkitShape shape) {
    return frames.stream()
        .filter(it -> it.shapes().has(shape))
        .mapToDouble(it -> it.shapes().get(shape))
        .toArray();
  }
}
