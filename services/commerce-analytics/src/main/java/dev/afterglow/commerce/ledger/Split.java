package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.demand.Sales;

/** Orders and minutes of one sort, and of the other. */
final class Split {
  private double with;
  private double withMinutes;
  private double without;
  private double withoutMinutes;

  void add(boolean isWith, double orders) {
    if (isWith) {
      with += orders;
      withMinutes++;
    } else {
      without += orders;
      withoutMinutes++;
    }
  }

  Sales with() {
    return new Sales(with, withMinutes);
  }

  Sales without() {
    return new Sales(without, withoutMinutes);
  }
}
