package dev.afterglow.commerce.comment;

import dev.afterglow.commerce.room.CommentIntent;
import dev.afterglow.commerce.room.Sentiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what comments want and how they feel, by phrases. Safe for several threads: each has its
 * own room to work in, and reading allocates nothing.
 */
public final class IntentReader {
  private static final int GOOD = 1 << 14;
  private static final int BAD = 1 << 15;
  private static final int ASK = 1 << 16;
  private static final int LAMENT = 1 << 17;
  private static final int CHEER = 1 << 18;
  private static final int VOID = 1 << 19;
  private static final int INTENTS = GOOD - 1;
  private static final int MOST_GAP = 6;
  // Praise is asked when a question mark or word comes within two letters behind it.
  private static final int ASKED_WITHIN = 2;
  private static final int QUESTIONS =
      Arrays.stream(CommentIntent.values())
          .filter(CommentIntent::isQuestion)
          .mapToInt(CommentIntent::bit)
          .reduce(0, (a, b) -> a | b);

  /** A first and a second phrase, and what both in a row mean. */
  private record Pair(int second, int bits) {}

  private final Letters letters = new Letters();
  private final Spellings spellings = new Spellings();
  private final PhraseAutomaton automaton;
  private final int[] bits;
  private final Pair[][] pairs;
  private final ThreadLocal<Desk> desks;

  /** What one thread works with. */
  private static final class Desk {
    final PlainText text;
    final PhraseAutomaton.Matches matches = new PhraseAutomaton.Matches();
    final Spellings.Room room = new Spellings.Room();

    Desk(Letters letters) {
      text = new PlainText(letters);
    }
  }

  /** Builds the tables, about 5 MB, in some tens of milliseconds. */
  public IntentReader() {
    Builder builder = new Builder();
    Map<CommentIntent, String> phrases =
        Map.ofEntries(
            Map.entry(CommentIntent.PRICE, IntentPhrases.PRICE),
            Map.entry(CommentIntent.HOW_TO_BUY, IntentPhrases.HOW_TO_BUY),
            Map.entry(CommentIntent.DISCOUNT, IntentPhrases.DISCOUNT),
            Map.entry(CommentIntent.SHIPPING, IntentPhrases.SHIPPING),
            Map.entry(CommentIntent.FREIGHT_INSURANCE, IntentPhrases.FREIGHT_INSURANCE),
            Map.entry(CommentIntent.RETURN, IntentPhrases.RETURN),
            Map.entry(CommentIntent.SIZE, IntentPhrases.SIZE),
            Map.entry(CommentIntent.QUALITY, IntentPhrases.QUALITY),
            Map.entry(CommentIntent.STOCK, IntentPhrases.STOCK),
            Map.entry(CommentIntent.REPEAT_EXPLAIN, IntentPhrases.REPEAT_EXPLAIN),
            Map.entry(CommentIntent.PRAISE, IntentPhrases.PRAISE),
            Map.entry(CommentIntent.COMPLAINT, IntentPhrases.COMPLAINT),
            Map.entry(CommentIntent.AI_QUESTION, IntentPhrases.AI_QUESTION));
    phrases.forEach((intent, list) -> builder.add(list, intent.bit()));
    builder.add(IntentPhrases.GOOD, GOOD);
    builder.add(IntentPhrases.BAD, BAD);
    builder.add(IntentPhrases.ASK, ASK);
    builder.add(IntentPhrases.LAMENT, LAMENT);
    builder.add(IntentPhrases.CHEER, CHEER);
    builder.add(IntentPhrases.NOTHING, VOID);
    automaton = new PhraseAutomaton(builder.phrases);
    bits = builder.bits.stream().mapToInt(Integer::intValue).toArray();
    pairs = builder.pairs.stream().map(list -> list.toArray(Pair[]::new)).toArray(Pair[][]::new);
    desks = ThreadLocal.withInitial(() -> new Desk(letters));
  }

  /** Phrases with their bits, each phrase once. */
  private static final class Builder {
    final List<String> phrases = new ArrayList<>();
    final List<Integer> bits = new ArrayList<>();
    final List<List<Pair>> pairs = new ArrayList<>();
    private final Map<String, Integer> known = new HashMap<>();

    void add(String list, int bit) {
      for (String phrase : list.strip().split("\\s+")) {
        int gap = phrase.indexOf('~');
        if (gap < 0) {
          int id = id(phrase);
          bits.set(id, bits.get(id) | bit);
        } else {
          int second = id(phrase.substring(gap + 1));
          pairs.get(id(phrase.substring(0, gap))).add(new Pair(second, bit));
        }
      }
    }

    private int id(String phrase) {
      return known.computeIfAbsent(
          phrase,
          added -> {
            phrases.add(added);
            bits.add(0);
            pairs.add(new ArrayList<>());
            return phrases.size() - 1;
          });
    }
  }

  /**
   * Reads a comment.
   *
   * @return the set of intents in bits 0 to 13, the sentiment's ordinal in bits 16 and 17, and the
   *     number of the link that is named in bits 20 to 29
   */
  public int read(String comment) {
    Desk desk = desks.get();
    desk.text.set(comment);
    int link = desk.text.link();
    spellings.mend(desk.text, desk.matches, desk.room);
    automaton.scan(desk.text.chars(), desk.text.length(), desk.matches);
    int found = gather(desk.matches);
    int intents = intents(found);
    return intents | sentiment(intents, found).ordinal() << 16 | link << 20;
  }

  private int gather(PhraseAutomaton.Matches matches) {
    int found = 0;
    for (int i = 0; i < matches.size; i++) {
      if (isCovered(matches, i)) {
        continue;
      }
      int own = bits[matches.phrase[i]];
      if ((own & GOOD) != 0 && isAsked(matches, i)) {
        own = (own & ~GOOD) | CommentIntent.QUALITY.bit() | ASK;
      }
      found |= own | paired(matches, i);
    }
    return found;
  }

  /**
   * Whether a longer phrase that names an intent, or voids what it holds, covers this one. What
   * only makes a question is covered by the latter alone: it makes one of the longer phrase too.
   */
  private boolean isCovered(PhraseAutomaton.Matches matches, int i) {
    int length = matches.to[i] - matches.from[i];
    int covering = bits[matches.phrase[i]] == ASK ? VOID : INTENTS | GOOD | BAD | VOID;
    for (int j = 0; j < matches.size; j++) {
      if (matches.from[j] <= matches.from[i]
          && matches.to[j] >= matches.to[i]
          && matches.to[j] - matches.from[j] > length
          && (bits[matches.phrase[j]] & covering) != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isAsked(PhraseAutomaton.Matches matches, int i) {
    for (int j = 0; j < matches.size; j++) {
      int apart = matches.from[j] - matches.to[i];
      if ((bits[matches.phrase[j]] & ASK) != 0 && apart >= 0 && apart <= ASKED_WITHIN) {
        return true;
      }
    }
    return false;
  }

  private int paired(PhraseAutomaton.Matches matches, int i) {
    int found = 0;
    for (Pair pair : pairs[matches.phrase[i]]) {
      for (int j = 0; j < matches.size; j++) {
        int apart = matches.from[j] - matches.to[i];
        if (matches.phrase[j] == pair.second() && apart >= 0 && apart <= MOST_GAP) {
          found |= pair.bits();
        }
      }
    }
    return found;
  }

  private static int intents(int found) {
    int intents = found & INTENTS;
    boolean asked = (found & ASK) != 0;
    if ((found & GOOD) != 0) {
      intents |= CommentIntent.PRAISE.bit();
    }
    if ((found & BAD) != 0 && !asked) {
      intents |= CommentIntent.COMPLAINT.bit();
    }
    if ((found & BAD) != 0 && asked && (intents & QUESTIONS) == 0) {
      intents |= CommentIntent.QUALITY.bit();
    }
    if (has(intents, CommentIntent.FREIGHT_INSURANCE)) {
      // Sending it back and what that costs are one question.
      intents &= ~CommentIntent.RETURN.bit();
    }
    if (has(intents, CommentIntent.COMPLAINT)) {
      intents &= ~CommentIntent.PRAISE.bit();
    }
    return intents == 0 ? CommentIntent.NOISE.bit() : intents;
  }

  private static Sentiment sentiment(int intents, int found) {
    boolean asked = (found & ASK) != 0;
    if (has(intents, CommentIntent.COMPLAINT) || ((found & LAMENT) != 0 && !asked)) {
      return Sentiment.NEGATIVE;
    }
    boolean pleased = has(intents, CommentIntent.PRAISE) || (found & CHEER) != 0;
    return pleased && !asked && (intents & QUESTIONS) == 0 ? Sentiment.POSITIVE : Sentiment.NEUTRAL;
  }

  private static boolean has(int intents, CommentIntent intent) {
    return (intents & intent.bit()) != 0;
  }
}
