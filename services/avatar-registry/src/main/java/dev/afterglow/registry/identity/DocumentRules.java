package dev.afterglow.registry.identity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * The rules of document numbers.
 *
 * <p>The 18-character forms follow GB 11643: region (6), birthday (8), sequence (3) and a check
 * character by ISO 7064 MOD 11-2. Regions are not looked up: codes are retired while their holders
 * live on.
 */
final class DocumentRules {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";
  private static final Pattern CITIZEN = Pattern.compile("\\d{17}[\\dX]");
  private static final Pattern HMT_REGION = Pattern.compile("8[123]0000.*");
  private static final Pattern HM_TRAVEL = Pattern.compile("[HM](\\d{8}|\\d{10})");
  private static final Pattern TW_TRAVEL = Pattern.compile("\\d{8}");
  private static final Pattern PASSPORT = Pattern.compile("[A-Z0-9]{6,9}");
  private static final int ADULT_YEARS = 18;
  private static final int OLDEST_YEARS = 130;

  private DocumentRules() {}

  static void check(DocumentType type, String number, LocalDate today) {
    switch (type) {
      case CN_RESIDENT_ID -> {
        require(!HMT_REGION.matcher(number).matches(), "the region is a residence permit's");
        citizen(number, today);
      }
      case CN_FOREIGN_PERMANENT_RESIDENT -> {
        require(number.startsWith("9"), "a foreign permanent resident's number begins with 9");
        citizen(number, today);
      }
      case CN_HMT_RESIDENCE_PERMIT -> {
        require(HMT_REGION.matcher(number).matches(), "the region is none of the three");
        citizen(number, today);
      }
      case CN_HM_TRAVEL_PERMIT -> form(HM_TRAVEL, number);
      case CN_TW_TRAVEL_PERMIT -> form(TW_TRAVEL, number);
      case PASSPORT -> passport(number, today);
    }
  }

  /** A number alone says nothing of its holder; the line that a machine reads does. */
  private static void passport(String number, LocalDate today) {
    if (number.length() != PassportLine.LENGTH) {
      form(PASSPORT, number);
      return;
    }
    PassportLine line = PassportLine.read(number, today);
    form(PASSPORT, line.number());
    require(!line.lastDay().isBefore(today), "the passport is no longer good");
    adult(line.birthday(), today);
  }

  private static void adult(LocalDate birthday, LocalDate today) {
    require(!birthday.isAfter(today.minusYears(ADULT_YEARS)), "the holder is not 18");
  }

  private static void citizen(String number, LocalDate today) {
    form(CITIZEN, number);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (number.charAt(i) - '0') * WEIGHTS[i];
    }
    require(number.charAt(17) == CHECKS.charAt(sum % 11), "the check character is wrong");
    LocalDate birthday = birthday(number);
    adult(birthday, today);
    require(birthday.isAfter(today.minusYears(OLDEST_YEARS)), "the birthday is too long ago");
  }

  private static LocalDate birthday(String number) {
    try {
      return LocalDate.of(
          Integer.parseInt(number, 6, 10, 10),
          Integer.parseInt(number, 10, 12, 10),
          Integer.parseInt(number, 12, 14, 10));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the birthday is no date");
    }
  }

  private static void form(Pattern form, String number) {
    require(form.matcher(number).matches(), "the number has another form");
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
