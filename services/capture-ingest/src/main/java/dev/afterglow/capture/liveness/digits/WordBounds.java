package dev.afterglow.capture.liveness.digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds words by loudness (after Rabiner and Sambur, Bell System Technical Journal 54(2), 1975,
 * without their count of zero crossings): what is louder than the room, which is the quietest tenth
 * of the frames, by a third of what the loudest is above it, 12 dB at most. Words less than 180 ms
 * apart are one, as the closure before a stop is silent, too; what is shorter than 80 ms is a
 * click.
 */
final class WordBounds {
  /** Frames of a pause between words. */
  static final int PAUSE = 18;

  private static final int CLICK = 8;
  private static final int EDGE = 3;
  private static final float ABOVE_ROOM = 0.33f;
  private static final float MOST_ABOVE_DB = 12;
  private static final float LEAST_SWING_DB = 10;

  private WordBounds() {}

  static List<Word> words(float[] levels) {
    float threshold = threshold(levels);
    List<Word> words = new ArrayList<>();
    int from = -1;
    int last = -1;
    for (int t = 0; t < levels.length; t++) {
      if (levels[t] < threshold) {
        continue;
      }
      if (from >= 0 && t - last > PAUSE) {
        add(words, from, last, levels.length);
        from = -1;
      }
      from = from < 0 ? t : from;
      last = t;
    }
    if (from >= 0) {
      add(words, from, last, levels.length);
    }
    return words;
  }

  private static void add(List<Word> words, int from, int last, int length) {
    if (last - from + 1 >= CLICK) {
      words.add(new Word(Math.max(0, from - EDGE), Math.min(length, last + 1 + EDGE)));
    }
  }

  /** Nothing is said where hardly anything stands out. */
  private static float threshold(float[] levels) {
    if (levels.length == 0) {
      return Float.POSITIVE_INFINITY;
    }
    float[] sorted = levels.clone();
    Arrays.sort(sorted);
    float room = sorted[sorted.length / 10];
    float swing = sorted[sorted.length - 1] - room;
    return swing < LEAST_SWING_DB
        ? Float.POSITIVE_INFINITY
        : room + Math.min(MOST_ABOVE_DB, ABOVE_ROOM * swing);
  }
}
