package dev.afterglow.registry.revenue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;

/**
 * Revenue terms as text: one form for equal terms, readable by whoever consents to them. ASCII, a
 * line each, ended by a line feed.
 */
public final class RevenueText {
  private RevenueText() {}

  /** The text. */
  public static String of(RevenueTerms terms) {
    StringBuilder text = new StringBuilder("afterglow revenue terms 1\n");
    line(text, "currency", terms.currency());
    line(text, "months of", terms.timeZone());
    line(text, "kept by", terms.keeper().word());
    for (RevenueTerms.Share share : terms.shares()) {
      for (RevenueTerms.Tier tier : share.tiers()) {
        line(
            text,
            "share of net gmv",
            share.party().word(),
            tier.basisPoints() + " of 10000",
            "from " + tier.fromMinor());
      }
    }
    for (RevenueTerms.Fee fee : terms.fees()) {
      line(text, "fee", fee.party().word(), fee.amountMinor() + " a " + fee.unit());
    }
    for (RevenueTerms.Bound bound : terms.bounds()) {
      line(
          text,
          "a month",
          bound.party().word(),
          "at least " + bound.guaranteedMinor(),
          bound.capMinor() == null ? "no cap" : "at most " + bound.capMinor());
    }
    line(text, "shared rooms", terms.sharedRooms().name());
    line(text, "look back months", Integer.toString(terms.lookBackMonths()));
    return text.toString();
  }

  private static void line(StringBuilder text, String... words) {
    StringJoiner line = new StringJoiner(" | ");
    for (String word : words) {
      line.add(word);
    }
    text.append(line).append('\n');
  }

  /** SHA-256 of the text of terms, 64 lower-case hex digits. */
  public static String digest(RevenueTerms terms) {
    return digest(of(terms));
  }

  /** SHA-256 of an ASCII text, 64 lower-case hex digits. */
  public static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
