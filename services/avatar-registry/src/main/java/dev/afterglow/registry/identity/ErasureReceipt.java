package dev.afterglow.registry.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The record of an erasure: who, when and a salt. Its digest is the receipt; the record itself says
 * nothing about the person beyond the pseudonym.
 *
 * @param subjectId who
 * @param time when
 * @param saltHex 32 random bytes, so that the receipt cannot be guessed
 */
public record ErasureReceipt(String subjectId, Instant time, String saltHex) {

  /** Hex SHA-256 over {@code afterglow-erasure-v1}, subject, time and salt, a line each. */
  public String hex() {
    String record = "afterglow-erasure-v1\n" + subjectId + "\n" + time + "\n" + saltHex + "\n";
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(record.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
