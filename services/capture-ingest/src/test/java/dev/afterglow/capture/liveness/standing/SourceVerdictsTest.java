package dev.afterglow.capture.liveness.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Measure;
import dev.afterglow.capture.liveness.Reading;
import dev.afterglow.capture.liveness.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SourceVerdictsTest {
  private static final Verdict LIVE = new Verdict.Live();
  private static final Verdict NOT_LIVE = new Verdict.NotLive(List.of(Measure.LOOP));

  private final SourceVerdicts verdicts = new SourceVerdicts();

  @Test
  void shouldBeNotLiveOnTheThirdWindowInARow() {
    // Given
    judge(NOT_LIVE, 2);
    judge(LIVE, 1);
    judge(NOT_LIVE, 2);
    boolean before = verdicts.notLive();

    // When
    judge(NOT_LIVE, 1);

    // Then
    assertThat(before).isFalse();
    assertThat(verdicts.notLive()).isTrue();
  }

  @Test
  void shouldBeLiveAgainAfterHalfAMinuteOnly() {
    // Given
    judge(NOT_LIVE, 3);
    judge(LIVE, SourceVerdicts.LIVE_WINDOWS - 1);
    boolean early = verdicts.notLive();

    // When
    judge(LIVE, 1);

    // Then
    assertThat(early).isTrue();
    assertThat(verdicts.notLive()).isFalse();
  }

  @Test
  void shouldBeUnjudgedWhenMotionComesForLongWithoutAWindow() {
    // Given
    boolean fresh = move(0, 19);

    // When
    boolean long0 = move(20, 22);
    judge(LIVE, 1);
    boolean judged = verdicts.unjudged();
    boolean afterAPause = move(60, 61);

    // Then
    assertThat(fresh).isFalse();
    assertThat(long0).isTrue();
    assertThat(judged).isFalse();
    assertThat(afterAPause).as("nothing came in between").isFalse();
  }

  private boolean move(int fromS, int toS) {
    for (long us = fromS * 1_000_000L; us <= toS * 1_000_000L; us += 500_000) {
      verdicts.moved(us);
    }
    return verdicts.unjudged();
  }

  private void judge(Verdict verdict, int times) {
    for (int i = 0; i < times; i++) {
      verdicts.judged(
          new DriveWindow(
              1,
              0,
              2_000_000,
              Arrays.stream(Measure.values()).map(it -> new Reading(it, 0, 0)).toList(),
              0,
              verdict,
              Set.of()));
    }
  }
}
