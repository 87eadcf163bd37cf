package dev.afterglow.commerce.room;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many comments use each word, in bounded room: the Space-Saving algorithm (Metwally, Agrawal,
 * El Abbadi 2005). Counts are exact until the tally is full. After that a new word takes the place
 * of the rarest, and the first of those by spelling, and inherits its count: a count is then too
 * high by at most the smallest count kept, and never too low.
 */
final class WordTally {
  private record Use(String word, long count) {}

  private static final Comparator<Use> RAREST_FIRST =
      Comparator.comparingLong(Use::count).thenComparing(Use::word);
  private static final Comparator<Use> MOST_FIRST =
      Comparator.comparingLong(Use::count).reversed().thenComparing(Use::word);

  private final int mostWords;
  private final Map<String, Use> uses = new HashMap<>();
  private final TreeSet<Use> ranked = new TreeSet<>(RAREST_FIRST);
  private final Set<String> changed = new TreeSet<>();

  WordTally(int mostWords) {
    this.mostWords = mostWords;
  }

  /** One comment more that uses these words. */
  void comment(Set<String> words) {
    // By spelling, so that the order of a set does not decide which word gives way.
    for (String word : new TreeSet<>(words)) {
      Use known = uses.get(word);
      if (known == null && uses.size() >= mostWords) {
        known = ranked.first();
      }
      if (known != null) {
        remove(known);
      }
      keep(new Use(word, known == null ? 1 : known.count() + 1));
      changed.add(word);
    }
  }

  private void remove(Use use) {
    uses.remove(use.word());
    ranked.remove(use);
    changed.add(use.word());
  }

  private void keep(Use use) {
    uses.put(use.word(), use);
    ranked.add(use);
  }

  List<WordUse> top(int most) {
    return ranked.stream()
        .sorted(MOST_FIRST)
        .limit(most)
        .map(use -> new WordUse(use.word(), use.count()))
        .toList();
  }

  void changes(PartSink sink) {
    for (String word : changed) {
      Use use = uses.get(word);
      sink.accept(key(word), use == null ? null : value(use));
    }
    changed.clear();
  }

  void all(PartSink sink) {
    ranked.forEach(use -> sink.accept(key(use.word()), value(use)));
  }

  void load(Unpacker key, Unpacker value) {
    keep(new Use(key.restAsText(), value.number()));
  }

  /** All of it in one part. */
  byte[] packed() {
    changed.clear();
    Packer value = new Packer().number(ranked.size());
    ranked.forEach(use -> value.text(use.word()).number(use.count()));
    return value.bytes();
  }

  static WordTally unpacked(Unpacker value, int mostWords) {
    WordTally tally = new WordTally(mostWords);
    for (int left = value.count(); left > 0; left--) {
      tally.keep(new Use(value.text(), value.number()));
    }
    return tally;
  }

  private static byte[] key(String word) {
    return new Packer().raw(PartKind.WORD).raw(word.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  private static byte[] value(Use use) {
    return new Packer().number(use.count()).bytes();
  }
}
