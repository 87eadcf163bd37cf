package dev.afterglow.commerce.viewer;

import java.util.HexFormat;

/**
 * Under what a viewer's key is found: an HMAC of the pseudonym as it was told.
 *
 * @param hex 64 hex digits
 */
public record ViewerIndex(String hex) {
  /** The bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
