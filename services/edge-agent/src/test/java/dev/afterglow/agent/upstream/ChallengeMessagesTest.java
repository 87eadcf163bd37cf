package dev.afterglow.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.afterglow.api.capture.v1.Challenge;
import dev.afterglow.api.capture.v1.ChallengeKind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChallengeMessagesTest {
  @Test
  void shouldAskInPlainWordsWhenShapesAreNamed() {
    // Given
    Challenge challenge =
        challenge(
            ChallengeKind.CHALLENGE_KIND_GESTURE,
            "browInnerUp",
            "browOuterUpLeft",
            "browOuterUpRight",
            "mouthSmileLeft",
            "mouthSmileRight",
            "tongueOut");

    // When
    AskedChallenge asked = ChallengeMessages.asked(challenge, Locale.ENGLISH);

    // Then
    assertThat(asked.lines()).containsExactly("raise your eyebrows and smile and tongueOut");
    assertThat(asked.withinMs()).isEqualTo(2_500);
  }

  @Test
  void shouldSpeakChineseTooWhenTheMachineDoes() {
    // When
    AskedChallenge code =
        ChallengeMessages.asked(
            challenge(ChallengeKind.CHALLENGE_KIND_SPOKEN_CODE, "4", "7", "1", "1"),
            Locale.SIMPLIFIED_CHINESE);
    AskedChallenge turn =
        ChallengeMessages.asked(
            challenge(ChallengeKind.CHALLENGE_KIND_HEAD_POSE, "tilt-left"),
            Locale.SIMPLIFIED_CHINESE);

    // Then
    assertThat(code.lines()).containsExactly("请念出：4 7 1 1", "say aloud: 4 7 1 1");
    assertThat(turn.lines()).containsExactly("头向左肩倾斜", "tilt your head to your left shoulder");
    assertThat(code.toString()).doesNotContain("4 7 1 1");
  }

  @Test
  void shouldGiveFourSecondsWhenTheServiceNamesNoTime() {
    // Given
    Challenge challenge =
        challenge(ChallengeKind.CHALLENGE_KIND_HEAD_POSE, "up").toBuilder()
            .clearAnswerWithin()
            .build();

    // Then
    assertThat(ChallengeMessages.asked(challenge, Locale.ENGLISH).withinMs()).isEqualTo(4_000);
  }

  private static Challenge challenge(ChallengeKind kind, String... parts) {
    return Challenge.newBuilder()
        .setChallengeId("0197f000-0000-7000-8000-0000000000c1")
        .setKind(kind)
        .addAllParts(List.of(parts))
        .setAnswerWithin(Duration.newBuilder().setSeconds(2).setNanos(500_000_000))
        .build();
  }
}
