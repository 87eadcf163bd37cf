package dev.afterglow.commerce.intake;

import java.util.List;

/**
 * What became of facts that came over HTTP.
 *
 * @param accepted how many Kafka holds now, repeats included
 * @param refused how many had a fault
 * @param refusals the first hundred of these
 */
public record Receipt(long accepted, long refused, List<Refusal> refusals) {
  /** Copies the refusals. */
  public Receipt {
    refusals = List.copyOf(refusals);
  }

  /** Whether there were facts, and none of them was taken. */
  public boolean refusedAll() {
    return accepted == 0 && refused > 0;
  }
}
