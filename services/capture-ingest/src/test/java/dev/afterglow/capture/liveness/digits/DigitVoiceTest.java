package dev.afterglow.capture.liveness.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Digits of made speakers; what is said of real voices is in docs/liveness.md. */
final class DigitVoiceTest {
  private final MadeSpeaker speaker = new MadeSpeaker(1);
  private final DigitVoice voice =
      Lessons.learnt(it -> speaker.say(Integer.toString(it.digit()), 0.1));

  @Test
  void shouldHearTheCodeWhenItIsSpokenWithPausesAndWithout() {
    // Given
    short[] slowly = speaker.say("4271", 0.3);
    short[] atOnce = speaker.say("4271", 0.08);

    // When
    DigitVoice.Reading pauses = voice.reads(Lessons.speech(slowly), "4271");
    DigitVoice.Reading together = voice.reads(Lessons.speech(atOnce), "4271");

    // Then
    assertThat(pauses.said()).as("%s", pauses).isTrue();
    assertThat(together.said()).as("%s", together).isTrue();
  }

  @Test
  void shouldHearTheCodeWhenOtherWordsGoBeforeIt() {
    // Given
    short[] before = speaker.babble(0.7);
    short[] code = speaker.say("9035", 0.25);
    short[] both = new short[before.length + code.length];
    System.arraycopy(before, 0, both, 0, before.length);
    System.arraycopy(code, 0, both, before.length, code.length);

    // When
    DigitVoice.Reading reading = voice.reads(Lessons.speech(both), "9035");

    // Then
    assertThat(reading.said()).as("%s", reading).isTrue();
  }

  @Test
  void shouldNotHearTheCodeWhenAnotherOneIsSpoken() {
    // Given
    String[] others = {"4272", "4217", "0271", "427", "1724"};

    for (String other : others) {
      // When
      DigitVoice.Reading reading = voice.reads(Lessons.speech(speaker.say(other, 0.2)), "4271");

      // Then
      assertThat(reading.said()).as("%s: %s", other, reading).isFalse();
    }
  }

  @Test
  void shouldNotHearTheCodeInTalkOrNoiseOrSilence() {
    // Given
    Random random = new Random(3);
    short[] noise = new short[3 * MadeSpeaker.HZ];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (3_000 * random.nextGaussian());
    }

    for (int i = 0; i < 20; i++) {
      // When
      DigitVoice.Reading talk = voice.reads(Lessons.speech(speaker.babble(3)), "5806");

      // Then
      assertThat(talk.said()).as("%s", talk).isFalse();
    }
    assertThat(voice.reads(Lessons.speech(noise), "5806").said()).isFalse();
    assertThat(voice.reads(Lessons.speech(new short[144_000]), "5806").said()).isFalse();
    assertThat(voice.reads(Lessons.speech(new short[0]), "5806").said()).isFalse();
  }

  @Test
  void shouldPrintNothingOfAVoice() {
    // When
    String printed = voice + " " + Lessons.speech(speaker.say("1", 0.1));

    // Then
    assertThat(printed).matches("DigitVoice Speech\\[\\d+ frames\\]");
  }
}
