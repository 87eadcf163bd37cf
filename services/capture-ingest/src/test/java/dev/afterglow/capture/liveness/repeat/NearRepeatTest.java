package dev.afterglow.capture.liveness.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.VelocityHistory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NearRepeatTest {
  private final VelocityHistory history = new VelocityHistory();
  private final NearRepeat near = new NearRepeat(history, List.of(), 4, 18);
  private final LoopCorrelation loop = new LoopCorrelation(history, 4);

  @Test
  void shouldBeNearZeroWhenMotionComesAgainAtAnotherPhase() {
    // Given
    float[][] motion = MadeMotion.of(1, 400);
    play(motion, 0, 400);

    // When: 247 steps later, which is no multiple of the fingerprints' hop.
    play(motion, 153, 256);

    // Then
    assertThat(near.distance()).isLessThan(0.05);
  }

  @Test
  void shouldBeFarWhenMotionIsNew() {
    // Given
    play(MadeMotion.of(2, 2_000), 0, 2_000);

    // When
    double distance = near.distance();

    // Then
    assertThat(distance).isGreaterThan(0.35);
  }

  @Test
  void shouldSayNothingWhenNothingMoves() {
    // Given
    play(new float[500][MotionChannel.COUNT], 0, 500);

    // When
    double distance = near.distance();

    // Then
    assertThat(distance).isNaN();
    assertThat(loop.greatest()).isNaN();
  }

  @Test
  void shouldKnowMotionWhenAnEarlierDriveHadIt() {
    // Given
    float[][] motion = MadeMotion.of(3, 600);
    play(motion, 0, 600);
    VelocityHistory second = new VelocityHistory();
    NearRepeat later = new NearRepeat(second, List.of(near.fingerprint()), 4, 18);
    for (int i = 301; i < 401; i++) {
      second.add(motion[i]);
      later.added();
    }

    // When
    double distance = later.distance();

    // Then
    assertThat(distance).isLessThan(0.05);
  }

  @Test
  void shouldFindLoopLengthWhenClipRunsRound() {
    // Given
    float[][] clip = MadeMotion.of(4, 130);

    // When
    for (int pass = 0; pass < 4; pass++) {
      play(clip, 0, 130);
    }

    // Then
    assertThat(loop.greatest()).isGreaterThan(0.9);
    assertThat(loop.lagUs() % 5_200_000).isZero();
  }

  @Test
  void shouldRefuseWhenTooManyEarlierDrivesAreGiven() {
    // Given
    List<MotionFingerprint> five = Collections.nCopies(5, near.fingerprint());

    // When / Then
    assertThatIllegalArgumentException().isThrownBy(() -> new NearRepeat(history, five, 4, 18));
  }

  private void play(float[][] motion, int from, int to) {
    for (int i = from; i < to; i++) {
      history.add(motion[i]);
      near.added();
    }
  }
}
