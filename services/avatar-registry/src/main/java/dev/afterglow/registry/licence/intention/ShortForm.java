package dev.afterglow.registry.licence.intention;

import dev.afterglow.registry.licence.LicenceTerms;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * What a licensor reads aloud: the licence in a breath, and a code of eight digits that stands for
 * everything else in its terms. At most 120 characters, which is what providers take.
 *
 * <p>It names nobody. What it leaves out is bound by the code, and by the digest of the terms that
 * the registry keeps beside it.
 */
public final class ShortForm {
  private static final int MAX_CHARS = 120;
  private static final int CODE_DIGITS = 8;
  private static final long CODES = 100_000_000L;

  private ShortForm() {}

  /**
   * The text.
   *
   * @param termsSha256Hex the digest of the terms, 64 hex digits
   * @param locale Chinese where it says so, English otherwise
   */
  public static String of(LicenceTerms terms, String termsSha256Hex, String locale) {
    boolean chinese = Locale.forLanguageTag(locale).getLanguage().equals("zh");
    LocalDate from = LocalDate.ofInstant(terms.startTime(), ZoneOffset.UTC);
    LocalDate until = LocalDate.ofInstant(terms.endTime(), ZoneOffset.UTC);
    String text =
        chinese
            ? "本人自愿授权以本人数字形象直播：平台%d个，地区%d个，%s至%s，同时最多%d间。确认码%s。"
                .formatted(
                    terms.platforms().size(),
                    terms.territories().size(),
                    from,
                    until,
                    terms.maxConcurrentRooms(),
                    code(termsSha256Hex))
            : "I license my likeness: %d platforms, %d territories, %s to %s, %d rooms at most. Code %s."
                .formatted(
                    terms.platforms().size(),
                    terms.territories().size(),
                    from,
                    until,
                    terms.maxConcurrentRooms(),
                    code(termsSha256Hex));
    if (text.length() > MAX_CHARS) {
      throw new IllegalStateException("the short form is too long");
    }
    return text;
  }

  /** Eight digits of the digest, in two groups that can be read aloud. */
  static String code(String termsSha256Hex) {
    long number = Long.parseUnsignedLong(termsSha256Hex.substring(0, 16), 16);
    String digits =
        String.format(Locale.ROOT, "%0" + CODE_DIGITS + "d", Long.remainderUnsigned(number, CODES));
    return digits.substring(0, CODE_DIGITS / 2) + " " + digits.substring(CODE_DIGITS / 2);
  }
}
