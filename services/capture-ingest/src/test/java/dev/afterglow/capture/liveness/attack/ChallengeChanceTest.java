package dev.afterglow.capture.liveness.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.SharedFolder;
import dev.afterglow.capture.liveness.challenge.AnswerCheck;
import dev.afterglow.capture.liveness.challenge.AnswerMeans;
import dev.afterglow.capture.liveness.challenge.Challenge;
import dev.afterglow.capture.liveness.challenge.ChallengeChoice;
import dev.afterglow.capture.liveness.challenge.ChallengeOutcome;
import dev.afterglow.drive.ArkitShape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * How often a face that knows nothing of a challenge answers it by chance; of spoken codes,
 * DigitErrorRatesTest tells.
 */
class ChallengeChanceTest {

  @Test
  void shouldHardlyAnswerGesturesOrPosesByChanceWhenMadePersonsTalk() {
    // Given
    Chances chances = new Chances();

    // When
    for (int i = 0; i < 6; i++) {
      short[] voice = new MadeVoice(1_001 + i).speak(60);
      chances.ask(MadeFace.speaking(1_001 + i, voice, 30, 1), i);
    }

    // Then
    System.out.println("made persons: " + chances);
    assertThat(chances.of("Gesture")).isLessThan(0.02);
    assertThat(chances.of("HeadPose")).isLessThan(0.3);
  }

  @Test
  void shouldHardlyAnswerGesturesOrPosesByChanceWhenARealPersonTalks() {
    // Given
    Assumptions.assumeTrue(Recordings.present(), "no real recordings at " + SharedFolder.root());
    Chances chances = new Chances();

    // When
    for (int i = 0; i < 3; i++) {
      chances.ask(Recordings.TUNING.person(), i);
      chances.ask(Recordings.REPORT.person(), i + 10);
    }

    // Then
    System.out.println("camera tape: " + chances);
    assertThat(chances.of("Gesture")).isLessThan(0.02);
    assertThat(chances.of("HeadPose")).isLessThan(0.3);
  }

  private static final class Chances {
    private final Map<String, int[]> askedAndAnswered = new TreeMap<>();

    void ask(Take take, long seed) {
      Random random = new Random(seed);
      ChallengeChoice choice = new ChallengeChoice(random);
      AnswerMeans means = new AnswerMeans(EnumSet.allOf(ArkitShape.class), true, false);
      for (int i = 0; i < 600; i++) {
        Challenge challenge = choice.next(means, ChallengeChoice.Need.LITTLE).orElseThrow();
        long shownUs = (long) ((1 + random.nextDouble() * (take.seconds() - 6)) * 1e6);
        Take around = take.cut(shownUs / 1e6 - 1, shownUs / 1e6 + 4);
        ChallengeOutcome outcome =
            AnswerCheck.check(challenge, around.frames(), (_, _, _) -> false, 1_000_000);
        int[] counts =
            askedAndAnswered.computeIfAbsent(
                challenge.getClass().getSimpleName(), it -> new int[2]);
        counts[0]++;
        counts[1] += outcome instanceof ChallengeOutcome.Answered ? 1 : 0;
      }
    }

    double of(String kind) {
      int[] counts = askedAndAnswered.get(kind);
      return (double) counts[1] / counts[0];
    }

    @Override
    public String toString() {
      List<String> lines = new ArrayList<>();
      askedAndAnswered.forEach(
          (kind, counts) -> lines.add(kind + " " + counts[1] + " of " + counts[0]));
      return String.join(", ", lines);
    }
  }
}
