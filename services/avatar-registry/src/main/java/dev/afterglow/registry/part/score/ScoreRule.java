package dev.afterglow.registry.part.score;

import dev.afterglow.registry.part.PartKind;
import java.util.Set;

/**
 * One rule.
 *
 * @param id its name
 * @param kinds of which parts
 * @param measure what is measured
 * @param threshold the least it may be, or the most
 * @param least whether it is the least
 * @param change one thing to change where it is not met
 */
public record ScoreRule(
    String id,
    Set<PartKind> kinds,
    Measure measure,
    double threshold,
    boolean least,
    String change) {

  /** Copies the set. */
  public ScoreRule {
    kinds = Set.copyOf(kinds);
  }

  boolean met(double measured) {
    return least ? measured >= threshold : measured <= threshold;
  }
}
