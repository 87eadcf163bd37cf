package dev.afterglow.facts;

import java.util.Currency;

/**
 * An amount of money. It may be negative here; what may not be negative says so where it is used.
 *
 * @param currency an ISO 4217 code that the Java platform knows; example: "CNY"
 * @param minor in the currency's smallest unit, −10^12 to 10^12; 1990 is 19.90 yuan
 */
public record Money(String currency, long minor) {
  /** The largest amount that one fact may name. */
  public static final long MOST_MINOR = 1_000_000_000_000L;

  public Money {
    if (!isCurrency(currency)) {
      throw new FactFault(FactFault.Reason.INVALID_FIELD, "currency_code");
    }
    if (minor > MOST_MINOR || minor < -MOST_MINOR) {
      throw new FactFault(FactFault.Reason.INVALID_FIELD, "amount_minor");
    }
  }

  private static boolean isCurrency(String code) {
    if (code.length() != 3) {
      return false;
    }
    try {
      return Currency.getInstance(code).getCurrencyCode().equals(code);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
