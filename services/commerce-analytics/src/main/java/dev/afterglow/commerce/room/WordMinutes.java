package dev.afterglow.commerce.room;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which words comments use by the minute, in bounded room: the 30 minutes up to the latest that had
 * a comment, 200 words each as {@link WordTally} keeps them. A minute's count is exact up to 200
 * words; beyond, too high by at most the least count kept, and a window's by the sum of those.
 */
final class WordMinutes {
  static final int MINUTES = 30;
  static final int MOST_WORDS = 200;
  private static final int WINDOW = 10;
  private static final int MOST_TRENDS = 20;

  private final TreeMap<Integer, WordTally> minutes = new TreeMap<>();
  private final TreeSet<Integer> changed = new TreeSet<>();

  /** One comment more that uses these words; of a minute long ago nothing is kept. */
  void comment(int minute, Set<String> words) {
    if (words.isEmpty() || (!minutes.isEmpty() && minute <= minutes.lastKey() - MINUTES)) {
      return;
    }
    minutes.computeIfAbsent(minute, _ -> new WordTally(MOST_WORDS)).comment(words);
    changed.add(minute);
    while (minutes.firstKey() <= minutes.lastKey() - MINUTES) {
      changed.add(minutes.pollFirstEntry().getKey());
    }
  }

  /** The words of the ten whole minutes before one, beside the ten before those. */
  List<WordTrend> trends(int now) {
    Map<String, Long> before = between(now - 2 * WINDOW, now - WINDOW);
    return between(now - WINDOW, now).entrySet().stream()
        .map(
            use ->
                new WordTrend(use.getKey(), use.getValue(), before.getOrDefault(use.getKey(), 0L)))
        .sorted(WordTrend.MOST_FIRST)
        .limit(MOST_TRENDS)
        .toList();
  }

  private Map<String, Long> between(int from, int to) {
    Map<String, Long> sums = new HashMap<>();
    for (WordTally minute : minutes.subMap(from, to).values()) {
      minute.top(MOST_WORDS).forEach(use -> sums.merge(use.word(), use.comments(), Long::sum));
    }
    return sums;
  }

  void changes(PartSink sink) {
    for (int minute : changed) {
      WordTally tally = minutes.get(minute);
      sink.accept(key(minute), tally == null ? null : tally.packed());
    }
    changed.clear();
  }

  void all(PartSink sink) {
    minutes.forEach((minute, tally) -> sink.accept(key(minute), tally.packed()));
  }

  void load(Unpacker key, Unpacker value) {
    minutes.put((int) key.fixed(), WordTally.unpacked(value, MOST_WORDS));
  }

  private static byte[] key(int minute) {
    return new Packer().raw(PartKind.WORD_MINUTE).fixed(minute).bytes();
  }
}
