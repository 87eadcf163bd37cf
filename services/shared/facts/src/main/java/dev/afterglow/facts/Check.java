package dev.afterglow.facts;

import dev.afterglow.facts.FactFault.Reason;

/** The rules that the fields of facts share. */
final class Check {
  private Check() {}

  static void text(String field, String value, int least, int most) {
    // Characters as in the contract: code points, counted only where the quick answer is not
    // enough.
    int length = value.length();
    boolean fits = length >= least && (length <= most || value.codePointCount(0, length) <= most);
    if (!fits) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
  }

  /** Visible ASCII alone: it becomes a label of meters. */
  static void visible(String field, String value, int most) {
    boolean fits = value.length() <= most;
    for (int i = 0; fits && i < value.length(); i++) {
      fits = value.charAt(i) > ' ' && value.charAt(i) < 0x7F;
    }
    if (!fits) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
  }

  static void product(String kind, String productId) {
    text(kind + ".product_id", productId, 1, 64);
  }

  static void order(String kind, String orderId) {
    text(kind + ".order_id", orderId, 1, 64);
  }

  static void range(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
  }

  static void notNegative(String field, Money money) {
    if (money.minor() < 0) {
      throw new FactFault(Reason.NEGATIVE_AMOUNT, field);
    }
  }
}
