package dev.afterglow.capture.liveness.digits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.liveness.digits.DigitPrompt.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpokenDigitsTest {
  private final MadeSpeaker speaker = new MadeSpeaker(2);
  private final Lessons lessons = new Lessons();

  @Test
  void shouldAskForEachDigitTwiceAndKnowThemWhenAllWereSaid() {
    // When
    DigitPrompt end = lessons.teach(it -> said(it.digit()));

    // Then
    assertThat(end).isEqualTo(new DigitPrompt(Step.DONE, -1, 20));
    assertThat(lessons.digits.voice()).isPresent();
    assertThat(lessons.digits.teaching()).isFalse();
    List<Integer> asked = lessons.prompts.stream().map(DigitPrompt::digit).toList();
    assertThat(asked.subList(0, 10)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(asked.subList(10, 20)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(asked.subList(0, 10)).as("not in order").isNotEqualTo(asked.subList(10, 20));
  }

  @Test
  void shouldAskAgainWhenAnotherDigitIsSaidTheSecondTime() {
    // Given: once, the driver misreads a second take
    boolean[] misread = {false};

    // When
    DigitPrompt end =
        lessons.teach(
            it -> {
              boolean now = !misread[0] && it.kept() == 13;
              misread[0] |= now;
              return said(now ? (it.digit() + 1) % 10 : it.digit());
            });

    // Then
    assertThat(end.step()).isEqualTo(Step.DONE);
    assertThat(lessons.prompts.stream().filter(it -> it.step() == Step.AGAIN)).hasSize(1);
  }

  @Test
  void shouldGiveUpAndKnowNothingWhenNobodySpeaks() {
    // When
    DigitPrompt end = lessons.teach(_ -> new short[0]);

    // Then
    assertThat(end.step()).isEqualTo(Step.GIVEN_UP);
    assertThat(lessons.digits.voice()).isEmpty();
  }

  @Test
  void shouldGiveUpWhenDigitsAreNeverSaidAlike() {
    // When: every take is some other word
    int[] word = {0};
    DigitPrompt end = lessons.teach(_ -> said(word[0]++ % 7));

    // Then
    assertThat(end.step()).isEqualTo(Step.GIVEN_UP);
    assertThat(lessons.digits.voice()).isEmpty();
  }

  @Test
  void shouldKeepTheFirstVoiceWhenAnotherIsTaught() {
    // Given
    lessons.teach(it -> said(it.digit()));
    DigitVoice first = lessons.digits.voice().orElseThrow();

    // When
    DigitPrompt end = lessons.teach(it -> new MadeSpeaker(9).say("" + it.digit(), 0.1));

    // Then
    assertThat(end.step()).isEqualTo(Step.DONE);
    assertThat(lessons.digits.voice()).containsSame(first);
  }

  @Test
  void shouldTeachNobodyWhoIsInDoubt() {
    // When
    lessons.digits.begin(false, 0);

    // Then
    assertThat(lessons.digits.tick(0)).contains(new DigitPrompt(Step.GIVEN_UP, -1, 0));
    assertThat(lessons.digits.teaching()).isFalse();
  }

  @Test
  void shouldKnowNothingWhenTheDriveIsOver() {
    // Given
    lessons.teach(it -> said(it.digit()));

    // When
    lessons.digits.forget();

    // Then
    assertThat(lessons.digits.voice()).isEmpty();
  }

  private short[] said(int digit) {
    return speaker.say(Integer.toString(digit), 0.1);
  }
}
