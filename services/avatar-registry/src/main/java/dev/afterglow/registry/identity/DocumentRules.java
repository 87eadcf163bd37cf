package dev.afterglow.registry.identity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
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
  private static final Pattern HK = Pattern.compile("[A-Z]{1,2}\\d{6}[\\dA]");
  private static final Pattern MO = Pattern.compile("[157]\\d{7}");
  private static final Pattern TW = Pattern.compile("[A-Z][1289]\\d{8}");
  private static final String TW_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

  /** The first two digits that provinces have, and the three regions' natives with a card. */
  private static final Set<String> PROVINCES =
      Set.of(
          ("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63"
                  + " 64 65 71 81 82 83")
              .split(" "));

  static final int ADULT_YEARS = 18;
  private static final int OLDEST_YEARS = 130;

  private DocumentRules() {}

  static void check(DocumentType type, String number, LocalDate today) {
    switch (type) {
      case CN_RESIDENT_ID, CN_TEMPORARY_RESIDENT_ID -> {
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
      case HK_IDENTITY_CARD -> {
        form(HK, number);
        require(hongKongSum(number) % 11 == 0, "the check character is wrong");
      }
      case MO_IDENTITY_CARD -> form(MO, number);
      case TW_IDENTITY_CARD -> {
        form(TW, number);
        require(taiwanSum(number) % 10 == 0, "the check digit is wrong");
      }
    }
  }

  static Set<DocumentWarning> warnings(DocumentType type, String number) {
    boolean regional =
        type == DocumentType.CN_RESIDENT_ID || type == DocumentType.CN_TEMPORARY_RESIDENT_ID;
    return regional && !PROVINCES.contains(number.substring(0, 2))
        ? EnumSet.of(DocumentWarning.REGION_UNKNOWN)
        : EnumSet.noneOf(DocumentWarning.class);
  }

  /** The birthday that a number of that kind tells; of one that was checked. */
  static Optional<LocalDate> birthday(DocumentType type, String number, LocalDate today) {
    if (type.numbering() == DocumentType.CN_RESIDENT_ID) {
      return Optional.of(birthday(number));
    }
    return type == DocumentType.PASSPORT && number.length() == PassportLine.LENGTH
        ? Optional.of(PassportLine.read(number, today).birthday())
        : Optional.empty();
  }

  /** Two letters or a blank and a letter, six digits, a check: weights 9 down to 1. */
  private static int hongKongSum(String number) {
    String padded = number.length() == 8 ? " " + number : number;
    int sum = 0;
    for (int i = 0; i < padded.length(); i++) {
      char at = padded.charAt(i);
      int value = at == ' ' ? 36 : Character.digit(at, 36);
      sum += value * (9 - i);
    }
    return sum;
  }

  /** The letter as two digits, weights 1 and 9, then 8 down to 1, and the check by itself. */
  private static int taiwanSum(String number) {
    int letter = 10 + TW_LETTERS.indexOf(number.charAt(0));
    int sum = letter / 10 + letter % 10 * 9;
    for (int i = 1; i < 9; i++) {
      sum += (number.charAt(i) - '0') * (9 - i);
    }
    return sum + number.charAt(9) - '0';
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
