package dev.afterglow.registry.part.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules found in a part. It informs whoever reviews it and refuses nothing.
 *
 * @param rulesDate of which day the rules are, ISO 8601; empty for parts from before there were any
 * @param findings one for each rule of the part's kind, in their order
 */
public record PartScore(String rulesDate, List<Finding> findings) {
  /** Of a part from before there were rules. */
  public static final PartScore NONE = new PartScore("", List.of());

  /**
   * What one rule found.
   *
   * @param rule the rule's name
   * @param measured what was measured; absent where the file does not say
   * @param threshold the least it may be, or the most
   * @param least whether it is the least
   * @param met whether the rule is met; what a file does not say meets none
   * @param change one thing to change; empty where it is met
   */
  public record Finding(
      String rule,
      @Nullable Double measured,
      double threshold,
      boolean least,
      boolean met,
      String change) {}

  /** Copies the list. */
  public PartScore {
    findings = List.copyOf(findings);
  }
}
