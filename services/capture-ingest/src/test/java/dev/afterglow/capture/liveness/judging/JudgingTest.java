package dev.afterglow.capture.liveness.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Liveness;
import dev.afterglow.capture.liveness.LivenessThresholds;
import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class JudgingTest {
  private static final long FRAME_US = 16_667;

  private final List<DriveWindow> windows = new ArrayList<>();
  private final ArrayDeque<Runnable> work = new ArrayDeque<>();

  @Test
  void shouldGiveTheSameWindowsAsInPlaceWhenJudgedAside() throws Exception {
    // Given
    List<Object> items = items(600);
    Liveness inPlace = liveness();
    List<DriveWindow> expected = new ArrayList<>();
    for (Object item : items) {
      if (item instanceof MotionFrame frame) {
        inPlace.motion(frame).ifPresent(expected::add);
      } else if (item instanceof VoicePacket packet) {
        inPlace.voice(packet);
      }
    }

    // When
    long unjudged;
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      Judging judging = new Judging(liveness(), pool, windows::add);
      for (int i = 0; i < items.size(); i++) {
        give(judging, items.get(i));
        if (i % 100 == 99) {
          settle(judging);
        }
      }
      settle(judging);
      unjudged = judging.unjudged();
    }

    // Then
    assertThat(windows).hasSizeGreaterThan(3).isEqualTo(expected);
    assertThat(unjudged).isZero();
  }

  @Test
  void shouldHaveOneTaskInWorkWhenMuchComes() {
    // Given
    Judging judging = new Judging(liveness(), work::add, windows::add);

    // When
    for (Object item : items(200)) {
      give(judging, item);
    }

    // Then
    assertThat(work).hasSize(1);
  }

  @Test
  void shouldSaySoWhenWindowsCouldNotBeJudgedInTime() {
    // Given: judges who do nothing for eleven seconds
    Judging judging = new Judging(liveness(), work::add, windows::add);
    items(660).forEach(it -> give(judging, it));
    long lost = judging.unjudged();

    // When: they come back
    work.removeFirst().run();
    List<MotionFrame> later = frames(660, 400);
    for (MotionFrame frame : later) {
      judging.motion(frame);
      if (!work.isEmpty()) {
        work.removeFirst().run();
      }
    }

    // Then
    assertThat(lost).as("of five windows, two still waited").isEqualTo(4);
    assertThat(judging.unjudged()).isEqualTo(lost);
    assertThat(windows).as("judging goes on behind the hole").isNotEmpty();
    assertThat(windows.getFirst().startUs()).isGreaterThan(6_000_000);
  }

  @Test
  void shouldLoseNothingWhenOnlyTheDevicePauses() {
    // Given
    Judging judging = new Judging(liveness(), Runnable::run, windows::add);
    frames(0, 10).forEach(judging::motion);

    // When
    frames(600, 400).forEach(judging::motion);

    // Then
    assertThat(judging.unjudged()).isZero();
    assertThat(windows).isNotEmpty();
  }

  @Test
  void shouldGoOnAndCountWhenAWindowBreaks() {
    // Given
    Judging judging = new Judging(liveness(), Runnable::run, windows::add);
    frames(0, 30).forEach(judging::motion);

    // When
    Throwable broken = null;
    try {
      for (int i = 0; i < 64; i++) {
        judging.voice(new VoicePacket(500_000, 16_000, new short[320]));
      }
    } catch (IllegalArgumentException e) {
      broken = e;
    }
    frames(30, 300).forEach(judging::motion);

    // Then
    assertThat(broken).as("the judge's own thread gets it").isNotNull();
    assertThat(judging.unjudged()).isEqualTo(1);
    assertThat(windows).isNotEmpty();
  }

  /** Waits until all that was given is judged. */
  private static void settle(Judging judging) throws Exception {
    CompletableFuture<MotionFingerprint> reached = new CompletableFuture<>();
    judging.fingerprint(reached::complete);
    reached.get(20, TimeUnit.SECONDS);
  }

  private static void give(Judging judging, Object item) {
    if (item instanceof MotionFrame frame) {
      judging.motion(frame);
    } else if (item instanceof VoicePacket packet) {
      judging.voice(packet);
    }
  }

  private static Liveness liveness() {
    return new Liveness(LivenessThresholds.DEFAULTS, DeviceAttestation.NONE, List.of());
  }

  private static List<Object> items(int frames) {
    List<Object> items = new ArrayList<>();
    for (MotionFrame frame : frames(0, frames)) {
      items.add(frame);
      if (frame.timeUs() / 20_000 != (frame.timeUs() - FRAME_US) / 20_000) {
        items.add(new VoicePacket(frame.timeUs(), 48_000, noise(frame.timeUs())));
      }
    }
    return items;
  }

  private static List<MotionFrame> frames(int from, int count) {
    Random random = new Random(7);
    List<MotionFrame> frames = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      frames.add(
          new MotionFrame(
              i * FRAME_US,
              ShapeWeights.of(
                  Map.of(
                      ArkitShape.JAW_OPEN,
                      random.nextFloat(),
                      ArkitShape.EYE_BLINK_LEFT,
                      random.nextFloat())),
              Optional.empty(),
              Map.of()));
    }
    return frames;
  }

  private static short[] noise(long seed) {
    Random random = new Random(seed);
    short[] samples = new short[960];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt(-3_000, 3_000);
    }
    return samples;
  }
}
