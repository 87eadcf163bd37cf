package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.demand.Rate;
import java.util.function.DoubleFunction;

/**
 * What a room's figures suggest, before what tests measured is put to it.
 *
 * @param action what to do
 * @param condition what suggests it, in words
 * @param model what it is expected to add a slot
 * @param change what happens to sales where the margin of a slot changes by so much
 */
record Idea(Action action, String condition, Effect model, DoubleFunction<PayOffs.Change> change) {
  /** Half of the width of an 80 % interval, in standard deviations. */
  static final double Z80 = 1.2815515655446004;

  /** The effect with an 80 % interval of so many standard deviations. */
  static Effect effect(double mean, double deviation) {
    return new Effect(mean, mean - Z80 * deviation, mean + Z80 * deviation);
  }

  /** What is sold more at the same price changes its margin by the margin's share of it. */
  static DoubleFunction<PayOffs.Change> atListPrice(double grossMargin) {
    return margin -> new PayOffs.Change(margin / grossMargin, margin);
  }

  static double variance(Rate rate) {
    return rate.shape() / (rate.exposure() * rate.exposure());
  }
}
