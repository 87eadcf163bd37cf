package dev.afterglow.capture.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The SHA-256 of a token, which is all that is kept of it. A token is 256 random bits, so a plain
 * hash cannot be searched.
 *
 * @param hex 64 characters of lower-case hexadecimal
 */
public record TokenHash(String hex) {
  private static final int LENGTH = 64;

  public TokenHash {
    if (hex.length() != LENGTH) {
      throw new IllegalArgumentException("a token's hash has 64 characters");
    }
  }

  /** The hash of any text, be it a token or not. */
  public static TokenHash of(String text) {
    return new TokenHash(HexFormat.of().formatHex(DriveToken.sha256(text)));
  }

  /** Whether this is the hash of that token; takes as long for a near miss as for a far one. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(
        hex.getBytes(StandardCharsets.US_ASCII),
        of(presented).hex.getBytes(StandardCharsets.US_ASCII));
  }
}
