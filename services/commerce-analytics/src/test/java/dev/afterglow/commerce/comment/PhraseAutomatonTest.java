package dev.afterglow.commerce.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PhraseAutomatonTest {
  private static final long SEED = Long.getLong("seed", 7);

  private static TreeSet<String> found(PhraseAutomaton automaton, String text) {
    PhraseAutomaton.Matches matches = new PhraseAutomaton.Matches();
    automaton.scan(text.toCharArray(), text.length(), matches);
    TreeSet<String> found = new TreeSet<>();
    for (int i = 0; i < matches.size; i++) {
      found.add(matches.phrase[i] + "@" + matches.from[i] + "-" + matches.to[i]);
    }
    assertThat(found).hasSize(matches.size);
    return found;
  }

  @Test
  void shouldFindWhatAPlainSearchFindsWhenPhrasesOverlap() {
    // Given: random phrases and texts of three letters overlap in every way.
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 300; round++) {
      TreeSet<String> distinct = new TreeSet<>();
      for (int i = 0; i < 12; i++) {
        distinct.add(text(random, 1 + random.nextInt(4)));
      }
      List<String> phrases = new ArrayList<>(distinct);
      String text = text(random, 20);

      // When
      TreeSet<String> found = found(new PhraseAutomaton(phrases), text);

      // Then
      TreeSet<String> expected = new TreeSet<>();
      for (int id = 0; id < phrases.size(); id++) {
        String phrase = phrases.get(id);
        for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
          expected.add(id + "@" + at + "-" + (at + phrase.length()));
        }
      }
      assertThat(found)
          .as("seed %d, round %d: %s in %s", SEED, round, phrases, text)
          .isEqualTo(expected);
    }
  }

  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("价钱吗".charAt(random.nextInt(3)));
    }
    return text.toString();
  }

  @Test
  void shouldStopWhenMoreIsFoundThanIsKept() {
    // Given
    PhraseAutomaton automaton = new PhraseAutomaton(List.of("钱"));
    PhraseAutomaton.Matches matches = new PhraseAutomaton.Matches();
    String text = "钱".repeat(500);

    // When
    automaton.scan(text.toCharArray(), text.length(), matches);

    // Then
    assertThat(matches.size).isEqualTo(PhraseAutomaton.Matches.MOST);
  }

  @Test
  void shouldRefusePhrasesThatAreEmptyOrTwice() {
    // When / Then
    assertThatThrownBy(() -> new PhraseAutomaton(List.of("")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PhraseAutomaton(List.of("钱", "钱")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
