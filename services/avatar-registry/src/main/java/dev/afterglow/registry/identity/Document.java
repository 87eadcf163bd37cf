package dev.afterglow.registry.identity;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A document as a person gave it, normalised: full-width characters become plain ones, letters of
 * the number upper case, spaces around go. It prints as its type alone.
 *
 * @param type its kind
 * @param number its number; secret
 * @param name the holder's name; secret
 */
public record Document(DocumentType type, String number, String name) {
  private static final int MAX_NAME_CHARS = 128;

  /** Normalises and checks lengths; {@link #check} judges the number. */
  public Document {
    number = Normalizer.normalize(number, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    if (type == DocumentType.HK_IDENTITY_CARD || type == DocumentType.MO_IDENTITY_CARD) {
      // The check stands in brackets on the card.
      number = number.replace("(", "").replace(")", "");
    }
    name = Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
      throw new IllegalArgumentException("a name has 1 to 128 characters");
    }
  }

  /**
   * Checks the number by the rules of its type and, where the number tells the birthday, the age.
   *
   * @param today the day on which a driver must be 18
   * @throws IllegalArgumentException saying which rule broke, never the number
   */
  public void check(LocalDate today) {
    DocumentRules.check(type, number, today);
  }

  /** What is odd about the number; nothing is refused for it. */
  public Set<DocumentWarning> warnings() {
    return DocumentRules.warnings(type, number);
  }

  /** Whether the number says that its holder is 18 on a day; empty where it does not tell. */
  public Optional<Boolean> adult(LocalDate today) {
    return DocumentRules.birthday(type, number, today)
        .map(birthday -> !birthday.isAfter(today.minusYears(DocumentRules.ADULT_YEARS)));
  }

  /**
   * The name with all but its first letter covered, and nothing of how long it is. Example: {@code
   * 王**}.
   */
  public String maskedName() {
    return name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
  }

  /** What tells one document from another, however it was read; secret. */
  public String identifier() {
    boolean line = type == DocumentType.PASSPORT && number.length() == PassportLine.LENGTH;
    return line ? number.substring(0, 9).replace("<", "") : number;
  }

  @Override
  public String toString() {
    return "Document[" + type + "]";
  }
}
