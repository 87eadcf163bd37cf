package dev.afterglow.capture.liveness.digits;

import dev.afterglow.capture.liveness.digits.DigitPrompt.Step;
import dev.afterglow.drive.VoicePacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Learns a speaker's ten digits: asks for one at a time, in no foreseeable order, and for each a
 * second time, which has to be nearer to that digit's first take than to any other's. A word that
 * was not heard well is asked for again; a digit whose takes stay unlike begins anew. The lesson is
 * given up after three failures of one prompt, forty prompts or three minutes.
 *
 * <p>Times are microseconds on the service's clock. For one thread.
 */
final class DigitLesson {
  private static final long LONGEST_US = 180_000_000;
  private static final long WAITS_US = 5_000_000;
  private static final long LOOK_EVERY_US = 100_000;
  private static final long ROOM_US = 1_000_000;
  private static final int MOST_PROMPTS = 40;
  private static final int MOST_FAILURES = 3;
  private static final int UNLIKE_FOR_ANEW = 2;
  // A digit is 0.12 to 1.1 s of sound; it is over when 0.35 s are still.
  private static final int LEAST_FRAMES = 12;
  private static final int MOST_FRAMES = 110;
  private static final int STILL_FRAMES = 35;

  private final SpeechTrace trace = new SpeechTrace();
  private final ArrayDeque<Integer> ahead = new ArrayDeque<>();
  private final SortedMap<Integer, float[][]> firsts = new TreeMap<>();
  private final SortedMap<Integer, float[][]> seconds = new TreeMap<>();
  private final int[] unlike = new int[DigitVoice.DIGITS];
  private final long startedUs;
  private long promptUs;
  private long lookedUs;
  private int prompts;
  private int failures;
  private boolean over;
  private @Nullable DigitVoice learnt;

  /**
   * A lesson that begins now.
   *
   * @param random the digits' order comes from it
   */
  DigitLesson(RandomGenerator random, long nowUs) {
    startedUs = nowUs;
    ahead.addAll(shuffled(random));
    ahead.addAll(shuffled(random));
  }

  /** The first thing to say. */
  DigitPrompt begin(long nowUs) {
    return ask(Step.SAY, nowUs);
  }

  /** The speaker's voice, 48,000 samples a second. */
  void take(VoicePacket raw) {
    trace.take(raw);
  }

  /** What was learnt; empty before the end and after a lesson that was given up. */
  Optional<DigitVoice> learnt() {
    return Optional.ofNullable(learnt);
  }

  boolean over() {
    return over;
  }

  /** Looks whether the word was said: what to show now, if that changes. */
  Optional<DigitPrompt> tick(long nowUs) {
    if (over || nowUs - lookedUs < LOOK_EVERY_US) {
      return Optional.empty();
    }
    lookedUs = nowUs;
    if (nowUs - startedUs > LONGEST_US) {
      return Optional.of(end(Step.GIVEN_UP));
    }
    Speech speech = trace.speech().between(promptUs - ROOM_US, nowUs);
    int prompted = speech.frame(promptUs);
    List<Word> words = speech.words().stream().filter(it -> it.from() >= prompted).toList();
    if (words.isEmpty() || speech.length() - words.getLast().to() < STILL_FRAMES) {
      return nowUs - promptUs > WAITS_US ? Optional.of(failed(nowUs)) : Optional.empty();
    }
    Word word = words.getFirst();
    boolean one = words.size() == 1;
    return Optional.of(
        one && word.length() >= LEAST_FRAMES && word.length() <= MOST_FRAMES
            ? heard(speech.cut(word.from(), word.to()).features(), nowUs)
            : failed(nowUs));
  }

  private DigitPrompt heard(float[][] word, long nowUs) {
    int digit = ahead.element();
    if (!firsts.containsKey(digit)) {
      firsts.put(digit, word);
    } else if (like(word, digit)) {
      seconds.put(digit, word);
    } else if (++unlike[digit] < UNLIKE_FOR_ANEW) {
      return failed(nowUs);
    } else {
      // The first take may have been the bad one.
      unlike[digit] = 0;
      firsts.put(digit, word);
      ahead.addLast(digit);
    }
    ahead.remove();
    failures = 0;
    if (ahead.isEmpty()) {
      learnt = new DigitVoice(List.copyOf(firsts.values()), List.copyOf(seconds.values()));
      return end(Step.DONE);
    }
    return ask(Step.SAY, nowUs);
  }

  /** Whether a word is nearer to a digit's first take than to all others'. */
  private boolean like(float[][] word, int digit) {
    Scale scale = new Scale(List.copyOf(firsts.values()));
    float[][] said = scale.of(word);
    double own = Double.POSITIVE_INFINITY;
    double other = Double.POSITIVE_INFINITY;
    for (Map.Entry<Integer, float[][]> first : firsts.entrySet()) {
      double cost = new WordPath(said, scale.of(first.getValue())).whole();
      if (first.getKey() == digit) {
        own = cost;
      } else {
        other = Math.min(other, cost);
      }
    }
    return own < other;
  }

  private DigitPrompt failed(long nowUs) {
    failures++;
    return failures >= MOST_FAILURES ? end(Step.GIVEN_UP) : ask(Step.AGAIN, nowUs);
  }

  private DigitPrompt ask(Step step, long nowUs) {
    prompts++;
    if (prompts > MOST_PROMPTS) {
      return end(Step.GIVEN_UP);
    }
    promptUs = nowUs;
    return new DigitPrompt(step, ahead.element(), kept());
  }

  private DigitPrompt end(Step step) {
    over = true;
    int kept = kept();
    trace.clear();
    firsts.clear();
    seconds.clear();
    return new DigitPrompt(step, -1, kept);
  }

  private int kept() {
    return firsts.size() + seconds.size();
  }

  private static List<Integer> shuffled(RandomGenerator random) {
    List<Integer> digits = new ArrayList<>();
    for (int digit = 0; digit < DigitVoice.DIGITS; digit++) {
      digits.add(random.nextInt(digits.size() + 1), digit);
    }
    return digits;
  }
}
