package dev.afterglow.drive.device;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The short code that pairs a device: 8 characters, none of which looks like another. 30 characters
 * make 39 bits, which is plenty for a code that lives ten minutes and may be tried a few times.
 *
 * @param text 8 characters of {@link #ALPHABET}
 */
public record PairingCode(String text) {
  /** Digits and capitals without 0, 1, I, L, O and U. */
  public static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** Characters of a code. */
  public static final int LENGTH = 8;

  private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
  private static final Pattern SPACING = Pattern.compile("[\\s-]+");

  public PairingCode {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException("a pairing code has 8 characters of its alphabet");
    }
  }

  /**
   * A new code.
   *
   * @param random a cryptographic source
   */
  public static PairingCode draw(RandomGenerator random) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new PairingCode(text.toString());
  }

  /** The code that a person typed, in any case and with any hyphens and spaces; empty for none. */
  public static Optional<PairingCode> typed(String input) {
    String text = SPACING.matcher(input).replaceAll("").toUpperCase(Locale.ROOT);
    return SHAPE.matcher(text).matches() ? Optional.of(new PairingCode(text)) : Optional.empty();
  }

  /** As people read it best: two groups of four. Example: "7KQ2-M9XD". */
  public String shown() {
    return text.substring(0, LENGTH / 2) + "-" + text.substring(LENGTH / 2);
  }

  /** Never the code: whoever has it can pair. */
  @Override
  public String toString() {
    return "PairingCode[secret]";
  }
}
