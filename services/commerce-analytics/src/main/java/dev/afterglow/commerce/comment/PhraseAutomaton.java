package dev.afterglow.commerce.comment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds all of many phrases in one pass (Aho and Corasick 1975), as a table with one row a state
 * and one column a letter that occurs in any phrase. Scanning allocates nothing: matches go into
 * arrays that the caller owns. Safe for several threads.
 */
final class PhraseAutomaton {
  private static final int NONE = -1;
  private static final int MOST_STATES = Short.MAX_VALUE;

  /** Where phrases were found. Used again and again by one thread. */
  static final class Matches {
    /** The most matches of one scan; what would come after is left out. */
    static final int MOST = 96;

    final int[] phrase = new int[MOST];
    final int[] from = new int[MOST];
    final int[] to = new int[MOST];
    int size;

    private boolean add(int id, int start, int end) {
      if (size == MOST) {
        return false;
      }
      phrase[size] = id;
      from[size] = start;
      to[size++] = end;
      return true;
    }
  }

  private final char[] columnOf = new char[Character.MAX_VALUE + 1];
  private final int columns;
  private final short[] next;
  // The phrase that ends in a state, and the next shorter one's state: chains through the suffixes.
  private final int[] phraseOf;
  private final int[] shorter;
  private final int[] lengths;

  /**
   * Of phrases, which are named by their place in the list.
   *
   * @throws IllegalArgumentException when one is empty or occurs twice, or they need more than
   *     32,767 states
   */
  PhraseAutomaton(List<String> phrases) {
    lengths = phrases.stream().mapToInt(String::length).toArray();
    int letters = 1;
    for (String phrase : phrases) {
      for (char letter : phrase.toCharArray()) {
        if (columnOf[letter] == 0) {
          columnOf[letter] = (char) letters++;
        }
      }
    }
    columns = letters;
    List<Map<Character, Integer>> trie = new ArrayList<>(List.of(new HashMap<>()));
    int[] ends = new int[MOST_STATES];
    Arrays.fill(ends, NONE);
    for (int i = 0; i < phrases.size(); i++) {
      int state = plant(trie, phrases.get(i));
      if (state == 0 || ends[state] != NONE) {
        throw new IllegalArgumentException("phrase " + i + " is empty or occurs twice");
      }
      ends[state] = i;
    }
    next = new short[trie.size() * columns];
    phraseOf = Arrays.copyOf(ends, trie.size());
    shorter = new int[trie.size()];
    link(trie);
  }

  private static int plant(List<Map<Character, Integer>> trie, String phrase) {
    int state = 0;
    for (char letter : phrase.toCharArray()) {
      Integer known = trie.get(state).get(letter);
      if (known == null) {
        known = trie.size();
        if (known >= MOST_STATES) {
          throw new IllegalArgumentException("too many phrases");
        }
        trie.get(state).put(letter, known);
        trie.add(new HashMap<>());
      }
      state = known;
    }
    return state;
  }

  private void link(List<Map<Character, Integer>> trie) {
    int[] failure = new int[trie.size()];
    Deque<Integer> queue = new ArrayDeque<>(List.of(0));
    while (!queue.isEmpty()) {
      int state = queue.remove();
      int fallback = failure[state];
      if (state != 0) {
        System.arraycopy(next, fallback * columns, next, state * columns, columns);
        shorter[state] = phraseOf[fallback] == NONE ? shorter[fallback] : fallback;
      }
      for (Map.Entry<Character, Integer> child : trie.get(state).entrySet()) {
        int cell = state * columns + columnOf[child.getKey()];
        failure[child.getValue()] = state == 0 ? 0 : next[cell];
        next[cell] = child.getValue().shortValue();
        queue.add(child.getValue());
      }
    }
  }

  /** Finds every phrase in the first letters of a text, ordered by end, longer ones first. */
  void scan(char[] text, int length, Matches into) {
    into.size = 0;
    int state = 0;
    for (int i = 0; i < length; i++) {
      state = next[state * columns + columnOf[text[i]]];
      for (int at = phraseOf[state] == NONE ? shorter[state] : state; at != 0; at = shorter[at]) {
        int id = phraseOf[at];
        if (!into.add(id, i + 1 - lengths[id], i + 1)) {
          return;
        }
      }
    }
  }
}
