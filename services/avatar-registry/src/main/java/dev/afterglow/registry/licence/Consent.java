package dev.afterglow.registry.licence;

import dev.afterglow.registry.revenue.RevenueTerms;
import dev.afterglow.registry.revenue.RevenueText;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The licensor's consent to exactly one text.
 *
 * @param method how
 * @param transaction the provider's transaction or the paper's reference, 1 to 128 characters
 * @param textSha256Hex SHA-256 of the text, 64 lower-case hex digits
 * @param locale the text's language, BCP 47
 * @param signTime when
 * @param revenueSha256Hex SHA-256 of the revenue terms' text that the text contains, 64 lower-case
 *     hex digits; empty where it contains none
 */
public record Consent(
    ConsentMethod method,
    String transaction,
    String textSha256Hex,
    String locale,
    Instant signTime,
    String revenueSha256Hex) {

  /** Checks lengths. */
  public Consent {
    // Consents that were stored before there were revenue terms name none.
    revenueSha256Hex = Objects.requireNonNullElse(revenueSha256Hex, "");
    if (!revenueSha256Hex.matches("([0-9a-f]{64})?")) {
      throw new IllegalArgumentException("a consent names revenue terms by SHA-256");
    }
    if (transaction.isBlank() || transaction.length() > 128) {
      throw new IllegalArgumentException("a consent's transaction has 1 to 128 characters");
    }
    if (!textSha256Hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a consent names its text by SHA-256");
    }
  }

  /** A consent to a text without revenue terms. */
  public Consent(
      ConsentMethod method,
      String transaction,
      String textSha256Hex,
      String locale,
      Instant signTime) {
    this(method, transaction, textSha256Hex, locale, signTime, "");
  }

  /** Whether it is to these revenue terms, or to none where there are none. */
  public boolean agreesTo(@Nullable RevenueTerms revenue) {
    return revenueSha256Hex.equals(revenue == null ? "" : RevenueText.digest(revenue));
  }
}
