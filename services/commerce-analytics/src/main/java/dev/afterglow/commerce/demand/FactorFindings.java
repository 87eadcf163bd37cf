package dev.afterglow.commerce.demand;

import java.util.List;

/**
 * What goes with a show's sales.
 *
 * @param slots slots foretold by those before them alone
 * @param margin by how much a factor has to better the forecast to enter, in nats
 * @param scores every factor that was tried: those that entered first, then by what they gain
 */
public record FactorFindings(int slots, double margin, List<FactorScore> scores) {
  public FactorFindings {
    scores = List.copyOf(scores);
  }
}
