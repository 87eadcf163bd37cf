package dev.afterglow.registry.licence;

import java.time.Instant;

/**
 * The licensor's consent to exactly one text.
 *
 * @param method how
 * @param transaction the provider's transaction or the paper's reference, 1 to 128 characters
 * @param textSha256Hex SHA-256 of the text, 64 lower-case hex digits
 * @param locale the text's language, BCP 47
 * @param signTime when
 */
public record Consent(
    ConsentMethod method,
    String transaction,
    String textSha256Hex,
    String locale,
    Instant signTime) {

  /** Checks lengths. */
  public Consent {
    if (transaction.isBlank() || transaction.length() > 128) {
      throw new IllegalArgumentException("a consent's transaction has 1 to 128 characters");
    }
    if (!textSha256Hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a consent names its text by SHA-256");
    }
  }
}
