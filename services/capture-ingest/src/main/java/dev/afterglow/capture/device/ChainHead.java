package dev.afterglow.capture.device;

import java.util.regex.Pattern;

/**
 * How far a chain of batches has come. The hash stands for every batch up to here, as each names
 * the one before.
 *
 * @param batches the sequence of the last batch; 0 before the first
 * @param sha256Hex the SHA-256 of its content, 64 characters of lower-case hexadecimal; zeros
 *     before the first
 */
public record ChainHead(long batches, String sha256Hex) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Before the first batch. */
  public static final ChainHead START = new ChainHead(0, "0".repeat(64));

  public ChainHead {
    if (batches < 0 || !HASH.matcher(sha256Hex).matches()) {
      throw new IllegalArgumentException("a chain's head has a count and a SHA-256");
    }
  }
}
