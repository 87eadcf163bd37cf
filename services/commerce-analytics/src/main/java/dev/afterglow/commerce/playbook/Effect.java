package dev.afterglow.commerce.playbook;

/**
 * What an action adds to net margin a slot, with its 80 % interval, in minor currency units.
 *
 * @param minor the estimate
 * @param low the lower end
 * @param high the upper end
 */
public record Effect(double minor, double low, double high) {
  public Effect {
    if (!Double.isFinite(minor) || !(low <= high)) {
      throw new IllegalArgumentException("an effect has an estimate between two ends");
    }
  }
}
