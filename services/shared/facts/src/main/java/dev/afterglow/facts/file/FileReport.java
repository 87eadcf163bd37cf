package dev.afterglow.facts.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a file holds that could not be taken, and why. Filled while the file is read; for one
 * thread. Says nothing of what stands in a line.
 */
public final class FileReport {
  private static final int MOST_LINES = 100;

  /** Why a line was left out. */
  public enum Reason {
    /** It is no line of this kind of file: cells or fields are missing, a number is none. */
    UNREADABLE("cannot be read"),
    /** It is the last one and was cut off. */
    CUT_OFF("was cut off at the end of the file"),
    /** What was sold has no price, or none that is above 0. */
    NO_PRICE("has no price above 0"),
    /** It says neither that something was sold nor, as a credit note, that it came back. */
    NO_SALE("is neither a sale nor a credit note"),
    /** More was sold in it than a line may hold. */
    TOO_MANY("holds more than 1,000,000 pieces"),
    /** A comment has no text. */
    NO_TEXT("holds no text"),
    /** It happens before the line before. */
    BACK_IN_TIME("goes back in time"),
    /** A field breaks its rule. */
    BROKEN_RULE("breaks a rule of facts");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** The reason, to follow the word for a line. */
    public String words() {
      return words;
    }
  }

  /**
   * A line that was left out.
   *
   * @param line its number, from 1
   * @param reason why
   */
  public record LeftOut(int line, Reason reason) {}

  private final List<LeftOut> first = new ArrayList<>();
  private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);

  void leaveOut(int line, Reason reason) {
    counts.merge(reason, 1, Integer::sum);
    if (first.size() < MOST_LINES) {
      first.add(new LeftOut(line, reason));
    }
  }

  /** How many lines were left out for each reason. */
  public Map<Reason, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** The first hundred. */
  public List<LeftOut> first() {
    return List.copyOf(first);
  }

  /** How many lines were left out. */
  public int leftOut() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * A sentence for each reason, the most frequent first; none where every line was taken. Example:
   * "26 lines: has no price above 0 (the first is line 623)."
   */
  public List<String> sentences() {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Reason, Integer>comparingByValue().reversed())
        .map(it -> sentence(it.getKey(), it.getValue()))
        .toList();
  }

  private String sentence(Reason reason, int lines) {
    String where =
        first.stream()
            .filter(it -> it.reason() == reason)
            .findFirst()
            .map(it -> " (the first is line " + it.line() + ")")
            .orElse("");
    return lines + (lines == 1 ? " line: " : " lines: ") + reason.words() + where + ".";
  }
}
