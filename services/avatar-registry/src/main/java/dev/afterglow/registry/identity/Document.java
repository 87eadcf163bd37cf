package dev.afterglow.registry.identity;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;

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
