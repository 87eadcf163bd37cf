package dev.afterglow.avatar;

import java.math.BigDecimal;

/**
 * Numbers as ECMAScript writes them (ECMA-262, Number::toString with radix 10), which is what RFC
 * 8785 section 3.2.2.3 asks for: as few digits as lead back to the same double.
 */
final class CanonicalNumber {
  /** From here on a number is written with an exponent. */
  private static final int MOST_PLACES_BEFORE = 21;

  /** As many zeros may stand behind the point. */
  private static final int MOST_ZEROS_BEHIND = 6;

  private CanonicalNumber() {}

  /** Digits d1d2… and a point: the number is 0.d1d2… times ten to the power of {@code point}. */
  private record Decimal(String digits, int point) {}

  /** The text of a finite number; zero of either sign is 0. */
  static String text(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("JSON has finite numbers alone");
    }
    if (number == 0) {
      return "0";
    }
    String text = text(shortest(Math.abs(number)));
    return number < 0 ? "-" + text : text;
  }

  private static String text(Decimal decimal) {
    String digits = decimal.digits();
    int count = digits.length();
    int point = decimal.point();
    if (count <= point && point <= MOST_PLACES_BEFORE) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= MOST_PLACES_BEFORE) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-MOST_ZEROS_BEHIND < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    String exponent = (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
    return count == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
  }

  /**
   * Java's shortest decimal, which has two digits at least (JDK 19 and later), and one where one is
   * enough.
   */
  private static Decimal shortest(double number) {
    Decimal two = decimal(new BigDecimal(Double.toString(number)));
    if (two.digits().length() != 2) {
      return two;
    }
    Decimal one = two;
    BigDecimal nearest = null;
    for (int lead = two.digits().charAt(0) - '0', i = 0; i < 2; i++, lead++) {
      BigDecimal candidate = BigDecimal.valueOf(lead).scaleByPowerOfTen(two.point() - 1);
      BigDecimal off = candidate.subtract(new BigDecimal(number)).abs();
      if (candidate.doubleValue() == number && (nearest == null || off.compareTo(nearest) < 0)) {
        nearest = off;
        one = decimal(candidate);
      }
    }
    return one;
  }

  private static Decimal decimal(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    String digits = plain.unscaledValue().toString();
    return new Decimal(digits, digits.length() - plain.scale());
  }
}
