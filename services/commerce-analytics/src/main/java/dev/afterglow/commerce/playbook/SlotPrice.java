package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.demand.Elasticity;

/**
 * A lower price for a slot.
 *
 * @param from the price that stands, in minor units
 * @param to the price in the slot, above cost and below the one that stands
 * @param cost what the goods cost
 * @param units what a slot sells at the price that stands
 */
record SlotPrice(double from, double to, double cost, double units) {
  /**
   * What it adds to a slot's margin, with its 80 % interval: the elasticity may be wrong, and so
   * may the rate at which the product sells. The two go together by the root of their squares.
   *
   * @param unsure half of the rate's own 80 % interval, as a share of the rate
   */
  Effect effect(Elasticity.Known elasticity, double unsure) {
    double mean = margin(elasticity.mean());
    double ofRate = mean * unsure;
    double low = Math.hypot(mean - margin(elasticity.high()), ofRate);
    double high = Math.hypot(margin(elasticity.low()) - mean, ofRate);
    return new Effect(mean, mean - low, mean + high);
  }

  private double margin(double elasticity) {
    return units * (Math.pow(to / from, elasticity) * (to - cost) - (from - cost));
  }

  /** What happens to sales where the margin changes by so much. */
  PayOffs.Change change(double margin) {
    double sold = (margin + units * (from - cost)) / (to - cost);
    return new PayOffs.Change(sold * to - units * from, margin);
  }
}
