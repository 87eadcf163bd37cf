package dev.afterglow.commerce.experiment;

/**
 * What a slot brought.
 *
 * @param arm what it showed
 * @param outcome orders, or money in units of an order's worth; 0 or more
 * @param exposure how much of the room there was to sell to, such as viewer-minutes over the usual;
 *     above 0
 */
public record SlotResult(Arm arm, double outcome, double exposure) {
  public SlotResult {
    if (!(outcome >= 0) || !Double.isFinite(outcome)) {
      throw new IllegalArgumentException("outcome must be a number from 0: " + outcome);
    }
    if (!(exposure > 0) || !Double.isFinite(exposure)) {
      throw new IllegalArgumentException("exposure must be a number above 0: " + exposure);
    }
  }
}
