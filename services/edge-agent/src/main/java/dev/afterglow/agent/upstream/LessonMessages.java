package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.DigitPrompt;
import dev.afterglow.api.capture.v1.DigitStep;
import dev.afterglow.uplink.DriveStream;
import java.util.Locale;

/** A lesson in digits, in words. */
final class LessonMessages {
  private LessonMessages() {}

  /** A step in English, and in Chinese as well where the locale is Chinese. */
  static LessonStep step(DriveStream.Lesson lesson, Locale locale) {
    DigitPrompt prompt = lesson.prompt();
    boolean chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    String line = chinese ? chinese(prompt) + "  " + english(prompt) : english(prompt);
    boolean over =
        prompt.getStep() == DigitStep.DIGIT_STEP_DONE
            || prompt.getStep() == DigitStep.DIGIT_STEP_GIVEN_UP;
    return new LessonStep(lesson.steps(), line, over);
  }

  private static String english(DigitPrompt prompt) {
    return switch (prompt.getStep()) {
      case DIGIT_STEP_SAY -> "say:  " + prompt.getDigit() + "   (" + place(prompt) + ")";
      case DIGIT_STEP_AGAIN -> "again:  " + prompt.getDigit() + "   (" + place(prompt) + ")";
      case DIGIT_STEP_DONE -> "your digits are known";
      case DIGIT_STEP_GIVEN_UP -> "your digits were not learnt: no spoken codes will be asked";
      case DIGIT_STEP_UNSPECIFIED, UNRECOGNIZED -> prompt.getDigit();
    };
  }

  private static String chinese(DigitPrompt prompt) {
    return switch (prompt.getStep()) {
      case DIGIT_STEP_SAY -> "请念：" + prompt.getDigit();
      case DIGIT_STEP_AGAIN -> "请再念一次：" + prompt.getDigit();
      case DIGIT_STEP_DONE -> "已记住您的数字发音。";
      case DIGIT_STEP_GIVEN_UP -> "未能记住您的数字发音，不会要求您念数字。";
      case DIGIT_STEP_UNSPECIFIED, UNRECOGNIZED -> prompt.getDigit();
    };
  }

  private static String place(DigitPrompt prompt) {
    return (prompt.getKept() + 1) + " of " + prompt.getWanted();
  }
}
