package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.economics.Shares;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What an action is expected to add for each of three parties a slot, before refunds. Costs that do
 * not change with the action, such as computing and advertising, are not in it.
 *
 * @param producer who makes the show: commission on what is sold more
 * @param brand whose goods they are: margin on what is sold more, less discount, commission and fee
 * @param platform where they are sold: the fee on what is sold more
 */
public record PayOffs(Effect producer, Effect brand, Effect platform) {
  /**
   * Of what an action does to sales and to their margin: expected, and at the ends of the 80 %
   * interval, in any order.
   */
  static PayOffs of(List<Change> expectedThenEnds, Shares shares) {
    List<Shares.Split> splits =
        expectedThenEnds.stream().map(it -> shares.of(it.sales(), it.margin())).toList();
    return new PayOffs(
        effect(splits, Shares.Split::producer),
        effect(splits, Shares.Split::brand),
        effect(splits, Shares.Split::platform));
  }

  /**
   * What an action does in a slot, minor units.
   *
   * @param sales to what is paid
   * @param margin to what is paid less the goods' cost
   */
  record Change(double sales, double margin) {}

  private static Effect effect(List<Shares.Split> splits, ToDoubleFunction<Shares.Split> party) {
    double[] values = splits.stream().mapToDouble(party).sorted().toArray();
    return new Effect(party.applyAsDouble(splits.getFirst()), values[0], values[values.length - 1]);
  }
}
