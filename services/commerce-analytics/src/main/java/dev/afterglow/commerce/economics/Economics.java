package dev.afterglow.commerce.economics;

import dev.afterglow.commerce.room.ComputeSum;
import dev.afterglow.commerce.room.CostSum;
import dev.afterglow.commerce.room.MoneySum;
import dev.afterglow.commerce.room.RoomFigures;
import dev.afterglow.facts.Happening.CostKind;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a show cost and what it left, in the currency of which most was paid. What nobody told is
 * named as unknown and taken as nothing: the net margin is then too high.
 *
 * @param currency ISO 4217
 * @param showSeconds from the first viewer to the end of the last lease
 * @param netMinor sales, less cancelled and refunded
 * @param marginMinor what of them is not the goods' cost
 * @param commissionMinor what the producer gets of them
 * @param feeMinor what the platform keeps of them
 * @param costs what was spent, by what for; only what is known
 * @param estimated whether the cost of computing is reckoned from what was used, not told
 * @param unknown what for nobody told a cost
 * @param computeHours hours of one processor or drawing device that renders used
 */
public record Economics(
    String currency,
    long showSeconds,
    long netMinor,
    double marginMinor,
    double commissionMinor,
    double feeMinor,
    Map<CostKind, Long> costs,
    boolean estimated,
    Set<CostKind> unknown,
    double computeHours) {
  private static final double HOUR_S = 3_600;

  public Economics {
    costs = Map.copyOf(costs);
    unknown = Set.copyOf(unknown);
  }

  /** Of a room's figures. */
  public static Economics of(RoomFigures figures, Shares shares, ComputePrice price) {
    String currency =
        figures.gmvPaid().stream()
            .max(Comparator.comparingLong(MoneySum::minor))
            .map(MoneySum::currency)
            .orElse(price.currency());
    long net = minor(figures, currency);
    double margin = net * shares.grossMargin();
    Shares.Split split = shares.of(net, margin);
    Map<CostKind, Long> costs = new EnumMap<>(CostKind.class);
    for (CostSum cost : figures.costs()) {
      if (cost.currency().equals(currency)) {
        costs.put(cost.kind(), cost.minor());
      }
    }
    ComputeSum used = figures.compute();
    OptionalLong reckoned = price.of(used, currency);
    boolean estimated = !costs.containsKey(CostKind.COMPUTE) && reckoned.isPresent();
    if (estimated) {
      costs.put(CostKind.COMPUTE, reckoned.getAsLong());
    }
    Set<CostKind> unknown = EnumSet.allOf(CostKind.class);
    unknown.removeAll(costs.keySet());
    return new Economics(
        currency,
        Math.max(0, figures.detail().total().seconds()),
        net,
        margin,
        split.producer(),
        split.platform(),
        costs,
        estimated,
        unknown,
        ComputePrice.hours(used));
  }

  private static long minor(RoomFigures figures, String currency) {
    return figures.gmvNet().stream()
        .filter(sum -> sum.currency().equals(currency))
        .mapToLong(MoneySum::minor)
        .sum();
  }

  /** All costs that are known. */
  public long costMinor() {
    return costs.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What is left after the goods, the commission, the fee and the costs that are known. */
  public double netMarginMinor() {
    return marginMinor - commissionMinor - feeMinor - costMinor();
  }

  /** Known costs an hour of the show; empty where none is known or there was no show. */
  public OptionalDouble costAnHour() {
    return costs.isEmpty() ? OptionalDouble.empty() : over(costMinor(), showSeconds / HOUR_S);
  }

  /** Net margin an hour of computing; empty where none was told. */
  public OptionalDouble netMarginAComputeHour() {
    return over(netMarginMinor(), computeHours);
  }

  /** Net sales an hour of computing; empty where none was told. */
  public OptionalDouble netSalesAComputeHour() {
    return over(netMinor, computeHours);
  }

  private static OptionalDouble over(double above, double below) {
    return below > 0 ? OptionalDouble.of(above / below) : OptionalDouble.empty();
  }
}
