package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.economics.Shares;
import java.time.Duration;

/**
 * How proposals are made.
 *
 * @param shares how sales are shared out; the gross margin above 0
 * @param discount the share that a slot's price is lower by, above 0 and below 1; at the margin or
 *     above it no lower price is ever proposed
 * @param slotLength how long a slot is measured, whole minutes
 * @param washout how long after a change nothing is measured, whole minutes
 * @param fewestMinutes minutes of figures before anything is proposed
 * @param lapse how long a proposal stands
 * @param settle how long after its end a slot is counted, for facts that come late
 */
public record Terms(
    Shares shares,
    double discount,
    Duration slotLength,
    Duration washout,
    int fewestMinutes,
    Duration lapse,
    Duration settle) {
  public Terms {
    if (!(shares.grossMargin() > 0) || !(discount > 0 && discount < 1)) {
      throw new IllegalArgumentException("margin and discount are shares");
    }
    if (slotLength.toSecondsPart() != 0 || washout.toSecondsPart() != 0) {
      throw new IllegalArgumentException("slots and washout are whole minutes");
    }
  }

  /** The share of the list price that is not the goods' cost. */
  double grossMargin() {
    return shares.grossMargin();
  }
}
