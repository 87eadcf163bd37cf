package dev.afterglow.capture.liveness.digits;

import dev.afterglow.drive.VoicePacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** A driver who teaches their digits, packet by packet of 20 ms. */
final class Lessons {
  private static final int PACKET = 960;
  private static final long PACKET_US = 20_000;

  final SpokenDigits digits = new SpokenDigits(new Random(7));
  final List<DigitPrompt> prompts = new ArrayList<>();
  private final Random room = new Random(8);
  private long nowUs = 1_000_000_000;

  /**
   * A lesson, to its end.
   *
   * @param answer what the driver says to a prompt, 48,000 samples a second; empty for nothing
   */
  DigitPrompt teach(Function<DigitPrompt, short[]> answer) {
    digits.begin(true, nowUs);
    while (true) {
      DigitPrompt prompt = next();
      if (prompt.digit() < 0) {
        return prompt;
      }
      hear(silence(0.3));
      hear(answer.apply(prompt));
    }
  }

  /** Quiet goes by until there is something to show. */
  private DigitPrompt next() {
    for (int i = 0; i < 1_000; i++) {
      var prompt = digits.tick(nowUs);
      if (prompt.isPresent()) {
        prompts.add(prompt.get());
        return prompt.get();
      }
      hear(silence(0.02));
    }
    throw new AssertionError("nothing is shown for 20 s after " + prompts);
  }

  private short[] silence(double seconds) {
    short[] samples = new short[(int) (seconds * MadeSpeaker.HZ)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(12 * room.nextGaussian());
    }
    return samples;
  }

  private void hear(short[] samples) {
    for (int at = 0; at + PACKET <= samples.length; at += PACKET) {
      digits.take(
          new VoicePacket(nowUs, MadeSpeaker.HZ, Arrays.copyOfRange(samples, at, at + PACKET)));
      nowUs += PACKET_US;
    }
  }

  /** A voice whose digits are taught by that speaker. */
  static DigitVoice learnt(Function<DigitPrompt, short[]> speaker) {
    Lessons lessons = new Lessons();
    DigitPrompt end = lessons.teach(speaker);
    return lessons
        .digits
        .voice()
        .orElseThrow(() -> new AssertionError(end + " after " + lessons.prompts));
  }

  /** A stretch of sound as the check gets it. */
  static Speech speech(short[] samples) {
    SpeechTrace trace = new SpeechTrace();
    for (int at = 0; at + PACKET <= samples.length; at += PACKET) {
      trace.take(
          new VoicePacket(
              at * 1_000_000L / MadeSpeaker.HZ,
              MadeSpeaker.HZ,
              Arrays.copyOfRange(samples, at, at + PACKET)));
    }
    return trace.speech();
  }
}
