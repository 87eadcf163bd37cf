package dev.afterglow.commerce.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The words of the moment. */
class WordMinutesTest {
  private final WordMinutes words = new WordMinutes();

  private static int parts(WordMinutes words) {
    int[] count = new int[1];
    words.all((key, value) -> count[0]++);
    return count[0];
  }

  @Test
  void shouldCompareTheLastTenMinutesWithTheTenBefore() {
    // Given
    words.comment(100, Set.of("tea"));
    words.comment(109, Set.of("tea", "cup"));
    words.comment(110, Set.of("cup"));
    words.comment(119, Set.of("cup"));
    words.comment(120, Set.of("later"));

    // When, Then: read in minute 120, which is not over
    assertThat(words.trends(120)).containsExactly(new WordTrend("cup", 2, 1));
    assertThat(words.trends(110))
        .containsExactly(new WordTrend("tea", 2, 0), new WordTrend("cup", 1, 0));
    assertThat(words.trends(160)).isEmpty();
  }

  @Test
  void shouldKeepThirtyMinutesAndTakeLateCommentsWithinThem() {
    // Given
    for (int minute = 0; minute < 100; minute++) {
      words.comment(minute, Set.of("w" + minute));
    }

    // When
    words.comment(71, Set.of("late"));
    words.comment(69, Set.of("too late"));

    // Then
    assertThat(parts(words)).isEqualTo(WordMinutes.MINUTES);
    assertThat(words.trends(72)).extracting(WordTrend::word).contains("late", "w71");
    assertThat(words.trends(70)).isEmpty();
  }

  @Test
  void shouldStayWithinItsBoundWhenWordsAreMany() {
    // Given: 3,000 words in one minute, the k-th about 1/k as often as the first
    SplittableRandom random = new SplittableRandom(20_261_124L);
    Map<String, Long> exact = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String word = "w" + (int) Math.exp(random.nextDouble() * Math.log(3_000));
      words.comment(5, new LinkedHashSet<>(Set.of(word)));
      exact.merge(word, 1L, Long::sum);
    }

    // When
    var trends = words.trends(6);

    // Then: never too low; what is shown lies far above the least that is kept
    assertThat(trends).hasSize(20);
    for (WordTrend trend : trends) {
      assertThat(trend.last() - exact.get(trend.word())).isBetween(0L, 20_000L / 200);
    }
  }

  @Test
  void shouldComeBackFromItsParts() {
    // Given
    SplittableRandom random = new SplittableRandom(3);
    TreeMap<String, byte[]> parts = new TreeMap<>();
    WordMinutes kept = new WordMinutes();
    for (int i = 0; i < 5_000; i++) {
      Set<String> said = Set.of("w" + random.nextInt(400), "v" + random.nextInt(9));
      int minute = i / 100 + random.nextInt(3);
      words.comment(minute, said);
      if (i % 37 == 0) {
        words.changes(
            (key, value) -> {
              String name = java.util.HexFormat.of().formatHex(key);
              if (value == null) {
                parts.remove(name);
              } else {
                parts.put(name, value);
              }
            });
      }
    }
    words.changes((key, value) -> parts.put(java.util.HexFormat.of().formatHex(key), value));
    parts.values().removeIf(java.util.Objects::isNull);

    // When
    parts.forEach(
        (name, value) -> {
          Unpacker key = new Unpacker(java.util.HexFormat.of().parseHex(name));
          assertThat(key.raw()).isEqualTo(PartKind.WORD_MINUTE);
          kept.load(key, new Unpacker(value));
        });

    // Then
    for (int minute = 0; minute < 60; minute++) {
      assertThat(kept.trends(minute)).isEqualTo(words.trends(minute));
    }
    assertThat(parts).hasSize(parts(words));
  }
}
