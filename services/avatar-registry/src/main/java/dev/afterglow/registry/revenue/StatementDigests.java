package dev.afterglow.registry.revenue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The digest of several statements. */
public final class StatementDigests {
  private StatementDigests() {}

  /** SHA-256 over the digests in order, 32 bytes each; 64 lower-case hex digits. */
  public static String together(List<Statement> statements) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      statements.forEach(it -> digest.update(HexFormat.of().parseHex(it.sha256Hex())));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
