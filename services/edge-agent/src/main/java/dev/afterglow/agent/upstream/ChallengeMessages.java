package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.Challenge;
import java.util.List;

/** What a challenge asks of the driver, in words. */
final class ChallengeMessages {
  private ChallengeMessages() {}

  static String text(Challenge challenge) {
    List<String> parts = challenge.getPartsList();
    return switch (challenge.getKind()) {
      case CHALLENGE_KIND_GESTURE -> "make this face: " + String.join(", ", parts);
      case CHALLENGE_KIND_HEAD_POSE -> "turn your head: " + String.join(", ", parts);
      case CHALLENGE_KIND_SPOKEN_CODE -> "say: " + String.join(" ", parts);
      case CHALLENGE_KIND_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }
}
