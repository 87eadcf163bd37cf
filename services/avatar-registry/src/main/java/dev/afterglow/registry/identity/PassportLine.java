package dev.afterglow.registry.identity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * The second line that a machine reads on a passport: ICAO Doc 9303, part 4, 44 characters. Every
 * part has a check digit of its own, with weights 7, 3, 1, and a last one goes over all of them.
 *
 * @param number the passport's number, without filling characters; secret
 * @param birthday the holder's; the century is the one that makes them 0 to 99 years old
 * @param lastDay the last day on which the passport is good; the century is the nearest one
 */
record PassportLine(String number, LocalDate birthday, LocalDate lastDay) {
  /** How long it is. */
  static final int LENGTH = 44;

  private static final Pattern FORM =
      Pattern.compile("[A-Z0-9<]{9}\\d[A-Z<]{3}\\d{7}[MFX<]\\d{7}[A-Z0-9<]{14}[\\d<]\\d");
  private static final int[] WEIGHTS = {7, 3, 1};
  private static final int CENTURY = 100;

  /**
   * Reads a line.
   *
   * @param today tells the century of a birthday
   * @throws IllegalArgumentException saying which part is wrong, never what it says
   */
  static PassportLine read(String line, LocalDate today) {
    require(FORM.matcher(line).matches(), "the number has another form");
    require(checks(line.substring(0, 9), line.charAt(9)), "the number's check digit is wrong");
    require(checks(line.substring(13, 19), line.charAt(19)), "the birthday's check digit is wrong");
    require(checks(line.substring(21, 27), line.charAt(27)), "the last day's check digit is wrong");
    boolean nothingPersonal = line.substring(28, 42).chars().allMatch(c -> c == '<');
    require(
        checks(line.substring(28, 42), line.charAt(42))
            || (nothingPersonal && line.charAt(42) == '<'),
        "the personal number's check digit is wrong");
    require(
        checks(
            line.substring(0, 10) + line.substring(13, 20) + line.substring(21, 43),
            line.charAt(43)),
        "the last check digit is wrong");
    int century = CENTURY * (today.getYear() / CENTURY);
    LocalDate birthday = day(line, 13, century);
    LocalDate lastDay = day(line, 21, century);
    return new PassportLine(
        line.substring(0, 9).replace("<", ""),
        birthday.isAfter(today) ? birthday.minusYears(CENTURY) : birthday,
        lastDay.isBefore(today.minusYears(CENTURY / 2)) ? lastDay.plusYears(CENTURY) : lastDay);
  }

  private static boolean checks(String part, char digit) {
    int sum = 0;
    for (int i = 0; i < part.length(); i++) {
      sum += value(part.charAt(i)) * WEIGHTS[i % WEIGHTS.length];
    }
    return digit - '0' == sum % 10;
  }

  private static int value(char character) {
    if (character == '<') {
      return 0;
    }
    return character <= '9' ? character - '0' : character - 'A' + 10;
  }

  private static LocalDate day(String line, int at, int century) {
    try {
      return LocalDate.of(
          century + Integer.parseInt(line, at, at + 2, 10),
          Integer.parseInt(line, at + 2, at + 4, 10),
          Integer.parseInt(line, at + 4, at + 6, 10));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a day is no date");
    }
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  @Override
  public String toString() {
    return "PassportLine[]";
  }
}
