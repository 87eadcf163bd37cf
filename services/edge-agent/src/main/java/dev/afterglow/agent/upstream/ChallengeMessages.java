package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.Challenge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a challenge asks of the driver, in words. */
final class ChallengeMessages {
  private static final long USUAL_WITHIN_MS = 4_000;

  private record Words(String english, String chinese) {
    String in(boolean inChinese) {
      return inChinese ? chinese : english;
    }
  }

  // By the beginning of a shape's name: left and right are asked for together.
  private static final Map<String, Words> FACES =
      Map.of(
          "browInnerUp", new Words("raise your eyebrows", "扬起眉毛"),
          "browOuterUp", new Words("raise your eyebrows", "扬起眉毛"),
          "browDown", new Words("frown", "皱眉"),
          "eyeBlink", new Words("close your eyes", "闭上眼睛"),
          "jawOpen", new Words("open your mouth", "张开嘴"),
          "mouthSmile", new Words("smile", "微笑"),
          "mouthPucker", new Words("pucker your lips", "噘起嘴"));

  private static final Map<String, Words> TURNS =
      Map.of(
          "left", new Words("turn your head to your left", "向您的左侧转头"),
          "right", new Words("turn your head to your right", "向您的右侧转头"),
          "up", new Words("lift your chin", "抬头"),
          "down", new Words("lower your chin", "低头"),
          "tilt-left", new Words("tilt your head to your left shoulder", "头向左肩倾斜"),
          "tilt-right", new Words("tilt your head to your right shoulder", "头向右肩倾斜"));

  private static final Words SAY = new Words("say aloud: ", "请念出：");
  private static final Words AND = new Words(" and ", "，同时");

  private ChallengeMessages() {}

  /** A challenge in English, and in Chinese as well where the locale is Chinese. */
  static AskedChallenge asked(Challenge challenge, Locale locale) {
    List<String> lines = new ArrayList<>(List.of(line(challenge, false)));
    if (locale.getLanguage().equals(Locale.CHINESE.getLanguage())) {
      lines.addFirst(line(challenge, true));
    }
    long withinMs =
        challenge.hasAnswerWithin()
            ? challenge.getAnswerWithin().getSeconds() * 1_000
                + challenge.getAnswerWithin().getNanos() / 1_000_000
            : USUAL_WITHIN_MS;
    return new AskedChallenge(challenge.getChallengeId(), lines, withinMs);
  }

  private static String line(Challenge challenge, boolean inChinese) {
    List<String> parts = challenge.getPartsList();
    return switch (challenge.getKind()) {
      case CHALLENGE_KIND_GESTURE -> together(parts, FACES, inChinese);
      case CHALLENGE_KIND_HEAD_POSE -> together(parts, TURNS, inChinese);
      case CHALLENGE_KIND_SPOKEN_CODE -> SAY.in(inChinese) + String.join(" ", parts);
      // Of a later version: its own words are better than none.
      case CHALLENGE_KIND_UNSPECIFIED, UNRECOGNIZED -> String.join(" ", parts);
    };
  }

  private static String together(List<String> parts, Map<String, Words> table, boolean inChinese) {
    Set<String> phrases = new LinkedHashSet<>();
    for (String part : parts) {
      Words words = table.get(part.replaceFirst("(Left|Right)$", ""));
      phrases.add(words == null ? part : words.in(inChinese));
    }
    return String.join(AND.in(inChinese), phrases);
  }
}
