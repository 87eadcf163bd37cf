package dev.afterglow.commerce.customer;

/**
 * From one fifth to another, both inclusive.
 *
 * @param lowest 1 to 5
 * @param highest 1 to 5, not below the lowest
 */
record FifthRange(int lowest, int highest) {
  static final FifthRange ALL = new FifthRange(1, 5);

  FifthRange {
    if (lowest < 1 || highest > 5 || lowest > highest) {
      throw new IllegalArgumentException("fifths go from 1 to 5");
    }
  }

  boolean takes(int fifth) {
    return lowest <= fifth && fifth <= highest;
  }
}
