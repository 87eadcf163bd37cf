package dev.afterglow.capture.liveness.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacedJudgesTest {
  private static final long MS = 1_000_000;

  private final PacedJudges judges =
      new PacedJudges(1, Thread.ofPlatform().daemon().name("test-judge-", 0).factory());

  @AfterEach
  void stop() {
    judges.stop();
  }

  @Test
  void shouldRestTwiceAsLongAsItWorkedWhenTheNextHasNotWaitedLong() {
    assertThat(PacedJudges.restNanos(MS, 0)).isEqualTo(2 * MS);
    assertThat(PacedJudges.restNanos(MS, 499 * MS)).isEqualTo(2 * MS);
    assertThat(PacedJudges.restNanos(300 * MS, 0)).isEqualTo(10 * MS);
  }

  @Test
  void shouldNotRestWhenTheNextHasWaitedForHalfASecond() {
    assertThat(PacedJudges.restNanos(MS, 500 * MS)).isZero();
    assertThat(PacedJudges.restNanos(MS, 60_000 * MS)).isZero();
  }

  @Test
  void shouldDoAllInOrderWhenMuchComesAtOnce() throws InterruptedException {
    // Given
    List<Integer> done = new CopyOnWriteArrayList<>();
    CountDownLatch last = new CountDownLatch(1);

    // When
    for (int i = 0; i < 500; i++) {
      int number = i;
      judges.execute(() -> done.add(number));
    }
    judges.execute(last::countDown);
    last.await();

    // Then
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
  }

  @Test
  void shouldRefuseWhenStopped() {
    // Given
    judges.stop();

    // When / Then
    assertThatThrownBy(() -> judges.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
