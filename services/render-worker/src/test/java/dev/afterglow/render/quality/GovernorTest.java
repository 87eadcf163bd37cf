package dev.afterglow.render.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GovernorTest {
  private static final int RATE = 30;
  private static final long PICTURE = 1_000_000_000L / RATE;
  private static final int FULL = 0;
  private static final long SPARE = PICTURE / 2;

  private final Governor governor = new Governor(RATE, 4);

  @Test
  void shouldStayAtTheTopWhenPicturesArePunctual() {
    assertThat(run(60 * RATE, 0, PICTURE * 9 / 10)).containsOnly(FULL);
    assertThat(governor.stepsDown()).isZero();
  }

  @Test
  void shouldIgnoreOnePauseWhenTheNextPicturesMakeItGood() {
    // Given
    run(2 * RATE, 0, SPARE);

    // When: 70 ms are gone, and half a picture is won back with each picture.
    List<Integer> rungs = new ArrayList<>();
    for (long late = 2 * PICTURE; late > 0; late -= PICTURE / 2) {
      rungs.add(governor.next(late, SPARE));
    }

    // Then
    assertThat(rungs).containsOnly(FULL);
  }

  @Test
  void shouldStepDownBeforeAPictureIsLeftOut() {
    // Given
    run(2 * RATE, 0, SPARE);

    // When: each picture takes a tenth longer than it may.
    int at = FULL;
    long late = 0;
    while (at == FULL && late < 3 * PICTURE) {
      late += PICTURE / 10;
      at = governor.next(late, PICTURE * 11 / 10);
    }

    // Then: the loop leaves a picture out when it is three behind.
    assertThat(at).isEqualTo(1);
    assertThat(late).isLessThan(3 * PICTURE);
  }

  @Test
  void shouldStepOneRungAtATimeWhenItStaysLate() {
    // Given
    run(2 * RATE, 0, SPARE);

    // When
    List<Integer> rungs = run(5 * RATE, 3 * PICTURE, 2 * PICTURE);

    // Then
    assertThat(rungs.stream().distinct()).containsExactly(1, 2, 3);
    assertThat(rungs.indexOf(2)).isEqualTo(RATE / 2);
    assertThat(governor.stepsDown()).isEqualTo(3);
  }

  @Test
  void shouldGoBackUpWhenThereIsTimeAgain() {
    // Given
    run(2 * RATE, 0, SPARE);
    run(5 * RATE, 3 * PICTURE, 2 * PICTURE);

    // When
    List<Integer> rungs = run(20 * RATE, 0, SPARE);

    // Then
    assertThat(rungs.getFirst()).isEqualTo(3);
    assertThat(rungs.getLast()).isEqualTo(FULL);
    assertThat(rungs.indexOf(2)).isBetween(5 * RATE - 2, 5 * RATE + 1);
  }

  @Test
  void shouldStayDownWhenPicturesArePunctualButTakeLong() {
    // Given
    run(2 * RATE, 0, SPARE);
    run(1, 3 * PICTURE, SPARE);

    // When
    List<Integer> rungs = run(60 * RATE, 0, PICTURE * 8 / 10);

    // Then
    assertThat(rungs).containsOnly(1);
  }

  @Test
  void shouldWaitLongerEachTimeWhenTheRungAboveDoesNotHold() {
    // Given: a machine that holds four fifths with ease and the full picture never.
    List<Long> ups = new ArrayList<>();
    int at = FULL;
    long late = 0;

    // When
    for (long picture = 0; picture < 600L * RATE; picture++) {
      late = at == FULL ? late + PICTURE / 5 : Math.max(0, late - PICTURE / 2);
      int next = governor.next(late, at == FULL ? PICTURE * 12 / 10 : SPARE);
      if (next == FULL && at != FULL) {
        ups.add(picture);
      }
      at = next;
    }

    // Then: 5, 10, 20, 40, 80, then 120 s apart.
    assertThat(ups).hasSizeBetween(7, 9);
    for (int i = 1; i < ups.size(); i++) {
      assertThat(ups.get(i) - ups.get(i - 1)).isGreaterThan(Math.min(5L << i, 120) * RATE);
    }
  }

  @Test
  void shouldBePatientAsAtFirstAfterHalfAMinuteOfPeace() {
    // Given: one rung up did not hold, so that the patience is ten seconds.
    run(2 * RATE, 0, SPARE);
    run(1, 3 * PICTURE, SPARE);
    run(5 * RATE + 1, 0, SPARE);
    run(RATE / 2, 3 * PICTURE, SPARE);

    // When
    List<Integer> doubled = run(10 * RATE + RATE, 0, SPARE);
    run(40 * RATE, 0, SPARE);
    run(1, 3 * PICTURE, SPARE);
    List<Integer> usual = run(6 * RATE, 0, SPARE);

    // Then
    assertThat(doubled.indexOf(doubled.getLast())).isGreaterThan(9 * RATE);
    assertThat(usual.getLast()).isEqualTo(FULL);
  }

  private List<Integer> run(int pictures, long lateNanos, long workNanos) {
    List<Integer> rungs = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      rungs.add(governor.next(lateNanos, workNanos));
    }
    return rungs;
  }
}
