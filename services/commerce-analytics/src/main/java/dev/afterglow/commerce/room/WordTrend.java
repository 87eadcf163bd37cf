package dev.afterglow.commerce.room;

import java.util.Comparator;

/**
 * How often a word was used of late.
 *
 * @param word the word
 * @param last comments of the last ten whole minutes that use it, 1 or more
 * @param before comments of the ten minutes before those that use it
 */
public record WordTrend(String word, long last, long before) {
  static final Comparator<WordTrend> MOST_FIRST =
      Comparator.comparingLong(WordTrend::last).reversed().thenComparing(WordTrend::word);
}
