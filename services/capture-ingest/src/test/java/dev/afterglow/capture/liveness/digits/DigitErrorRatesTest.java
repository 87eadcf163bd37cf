package dev.afterglow.capture.liveness.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * How often a code is heard that was said, and one that was not, on synthesised voices: no speech
 * of a person with digits is at hand. Thresholds were chosen on {@code TUNING}; the table of
 * docs/liveness.md is of {@code REPORT}.
 */
final class DigitErrorRatesTest {
  private static final String[] ENGLISH = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
  };
  private static final String[] MANDARIN = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  private static final List<String> ENGLISH_TALK =
      List.of(
          "this jacket is on sale until midnight and we have only a few left in blue",
          "welcome back everybody let me show you how soft the inside of it is",
          "please tell me in the comments which colour you would like to see next",
          "the first three orders get a free bag so be quick if you want one",
          "it costs less than two coffees and it will last you for years");
  private static final List<String> MANDARIN_TALK =
      List.of(
          "这件外套今天晚上打折蓝色只剩最后几件了",
          "欢迎大家回到直播间我给你们看一下里面有多柔软",
          "请在评论区告诉我你们接下来想看哪个颜色",
          "前三名下单的朋友送一个包想要的抓紧时间",
          "不到两杯咖啡的价格可以用好几年非常划算");
  // All of it takes minutes: docs/liveness.md gives the command. Else a part of it.
  private static final boolean FULL = Boolean.getBoolean("digits.full");
  private static final int CODES = FULL ? 8 : 2;

  private enum Set {
    TUNING("m1", "m3", "m5", "f1", "f3"),
    REPORT("m2", "m4", "m6", "m7", "f2", "f4");

    private final List<String> variants;

    Set(String... variants) {
      this.variants = List.of(variants);
    }
  }

  private record Person(String voice, boolean english, long seed) {
    short[] say(String digits, String between, int speed, int pitch) {
      List<String> words = new ArrayList<>();
      for (char digit : digits.toCharArray()) {
        words.add((english ? ENGLISH : MANDARIN)[digit - '0']);
      }
      return Espeak.say(voice, speed, pitch, String.join(between, words));
    }

    List<String> talk() {
      return english ? ENGLISH_TALK : MANDARIN_TALK;
    }

    String together() {
      return english ? " " : "";
    }
  }

  private record Row(String name, boolean wanted, Map<String, int[]> byVoice) {
    /** The share of errors of the worst voice. */
    double worst() {
      return byVoice.values().stream().mapToDouble(it -> (double) it[1] / it[0]).max().orElse(0);
    }

    int sum(int which) {
      return byVoice.values().stream().mapToInt(it -> it[which]).sum();
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %d | %.1f %% | %.1f %% |",
          name,
          wanted ? "refused" : "accepted",
          sum(0),
          100 * worst(),
          100.0 * sum(1) / sum(0));
    }
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();

  @Test
  void shouldHearTheRightCodeAndNoOtherWhenSynthesisedVoicesSpeak() {
    // Given
    Assumptions.assumeTrue(Espeak.present(), "espeak-ng is not installed");
    Set set = Boolean.getBoolean("digits.tuning") ? Set.TUNING : Set.REPORT;

    // When
    for (String variant : set.variants.subList(0, FULL ? set.variants.size() : 2)) {
      measure(new Person("cmn+" + variant, false, variant.hashCode()));
      measure(new Person("en-us+" + variant, true, variant.hashCode() + 1));
      measure(new Person("en-gb+" + variant, true, variant.hashCode() + 2));
    }

    // Then
    System.out.println("| what was said | error | answers | worst voice | all voices |");
    System.out.println("|---|---|---|---|---|");
    rows.values().stream()
        .sorted(Comparator.comparingDouble(Row::worst).reversed())
        .forEach(it -> System.out.println(it.line()));
    assertThat(errors("code with pauses")).isLessThan(0.2);
    assertThat(errors("another code")).isLessThan(0.02);
    assertThat(errors("talk")).isLessThan(0.01);
    assertThat(errors("noise alone")).isZero();
  }

  private double errors(String row) {
    Row found = rows.get(row);
    return (double) found.sum(1) / found.sum(0);
  }

  private void measure(Person person) {
    Random random = new Random(person.seed());
    DigitVoice voice =
        Lessons.learnt(
            it ->
                padded(
                    person.say(
                        Integer.toString(it.digit()),
                        " ",
                        130 + random.nextInt(40),
                        40 + random.nextInt(25)),
                    random));
    for (int i = 0; i < CODES; i++) {
      String code = String.format(Locale.ROOT, "%04d", random.nextInt(10_000));
      int speed = 140 + random.nextInt(50);
      int pitch = 40 + random.nextInt(25);
      short[] apart = padded(person.say(code, ", ", speed, pitch), random);
      short[] together = padded(person.say(code, person.together(), speed, pitch), random);
      note("code with pauses", true, person, voice, apart, code);
      note("code run together", true, person, voice, together, code);
      note("code, noise 20 dB below", true, person, voice, noisy(apart, 20, random), code);
      note("code, noise 10 dB below", true, person, voice, noisy(apart, 10, random), code);
      note("code, another microphone", true, person, voice, dull(apart), code);
      note("another code", false, person, voice, apart, other(code, 4, random));
      note("code with one digit other", false, person, voice, apart, other(code, 1, random));
      note("code with two digits other", false, person, voice, apart, other(code, 2, random));
      note(
          "first three digits",
          false,
          person,
          voice,
          padded(person.say(code.substring(0, 3), ", ", speed, pitch), random),
          code);
      for (String sentence : person.talk()) {
        short[] talk = Espeak.say(person.voice(), speed, pitch, sentence);
        note("talk", false, person, voice, talk, code);
      }
      note(
          "noise alone",
          false,
          person,
          voice,
          noisy(new short[4 * MadeSpeaker.HZ], 0, random),
          code);
      String else_ =
          person.voice().replaceFirst("\\+.*", person.voice().contains("+m") ? "+f5" : "+m8");
      note(
          "code in another's voice",
          false,
          person,
          voice,
          padded(new Person(else_, person.english(), 0).say(code, ", ", speed, pitch), random),
          code);
    }
  }

  private void note(
      String name, boolean wanted, Person person, DigitVoice voice, short[] sound, String code) {
    int[] counts =
        rows.computeIfAbsent(name, it -> new Row(it, wanted, new LinkedHashMap<>()))
            .byVoice()
            .computeIfAbsent(person.voice(), it -> new int[2]);
    short[] heard = Arrays.copyOf(sound, Math.min(sound.length, (int) (3.75 * MadeSpeaker.HZ)));
    DigitVoice.Reading reading = voice.reads(Lessons.speech(heard), code);
    counts[0]++;
    counts[1] += reading.said() == wanted ? 0 : 1;
    if (reading.said() != wanted && Boolean.getBoolean("digits.verbose")) {
      System.out.println(name + " " + person.voice() + " " + code + " " + reading);
    }
  }

  private static String other(String code, int differ, Random random) {
    while (true) {
      char[] digits = code.toCharArray();
      for (int i = 0; i < differ; i++) {
        digits[differ == 4 ? i : random.nextInt(4)] = (char) ('0' + random.nextInt(10));
      }
      int differs = 0;
      for (int i = 0; i < 4; i++) {
        differs += digits[i] == code.charAt(i) ? 0 : 1;
      }
      if (differ == 4 ? differs > 0 : differs == differ) {
        return new String(digits);
      }
    }
  }

  /** Three tenths of a second of room around it, and the room's noise, 40 dB below. */
  private static short[] padded(short[] sound, Random random) {
    short[] padded = new short[sound.length + 2 * 14_400];
    System.arraycopy(sound, 0, padded, 14_400, sound.length);
    return noisy(padded, 40, random);
  }

  private static short[] noisy(short[] sound, double dbBelow, Random random) {
    double squares = 0;
    for (short sample : sound) {
      squares += (double) sample * sample;
    }
    double level = Math.max(300, Math.sqrt(squares / sound.length)) * Math.pow(10, -dbBelow / 20);
    short[] noisy = new short[sound.length];
    for (int i = 0; i < sound.length; i++) {
      noisy[i] =
          (short) Math.clamp(Math.round(sound[i] + level * random.nextGaussian()), -32_768, 32_767);
    }
    return noisy;
  }

  /**
   * Half as loud, and its highs lowered: one pole at 1,500 Hz beside as much of the sound itself.
   */
  private static short[] dull(short[] sound) {
    short[] dull = new short[sound.length];
    double low = 0;
    for (int i = 0; i < sound.length; i++) {
      low += (1 - Math.exp(-2 * Math.PI * 1_500 / MadeSpeaker.HZ)) * (sound[i] - low);
      dull[i] = (short) (0.35 * low + 0.15 * sound[i]);
    }
    return dull;
  }
}
