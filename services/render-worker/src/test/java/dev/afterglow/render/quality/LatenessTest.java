package dev.afterglow.render.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private final Lateness lateness = new Lateness(30);

  @Test
  void shouldLeaveNothingOutOfAPauseThatIsCaughtUp() {
    // When: nine pictures late at once, one less every sixth picture
    long leftOut = 0;
    for (long i = 0; i < 54; i++) {
      leftOut += lateness.leftOut(9 - i / 6);
    }

    // Then
    assertThat(leftOut).isZero();
  }

  @Test
  void shouldLeaveOutWhatALongPauseTakesBeyondThat() {
    assertThat(lateness.leftOut(40)).isEqualTo(31);
  }

  @Test
  void shouldLeaveOutDownToThreePicturesWhatIsNotCaughtUpInTwoSeconds() {
    // When
    long[] leftOut = LongStream.range(0, 61).map(_ -> lateness.leftOut(8)).toArray();

    // Then
    assertThat(LongStream.of(leftOut).limit(60).sum()).isZero();
    assertThat(leftOut[60]).isEqualTo(5);
  }

  @Test
  void shouldLeaveOutOneByOneOfAStreamThatIsTooSlowForGood() {
    // Given
    for (int i = 0; i < 61; i++) {
      lateness.leftOut(4);
    }

    // Then: three late is kept, a fourth is not, and no burst comes in between
    for (int i = 0; i < 1_000; i++) {
      assertThat(lateness.leftOut(3)).isZero();
      assertThat(lateness.leftOut(4)).isEqualTo(1);
    }
  }

  @Test
  void shouldBePatientAgainOnceAPictureWasPunctual() {
    // Given
    for (int i = 0; i < 61; i++) {
      lateness.leftOut(4);
    }

    // When
    long punctual = lateness.leftOut(0);

    // Then
    assertThat(punctual).isZero();
    assertThat(lateness.leftOut(9)).isZero();
  }

  @Test
  void shouldNotStartItsPatienceForAStreamThatIsAlwaysALittleLate() {
    // Given
    for (int i = 0; i < 1_000; i++) {
      assertThat(lateness.leftOut(3)).isZero();
    }

    // Then
    assertThat(lateness.leftOut(9)).isZero();
  }
}
