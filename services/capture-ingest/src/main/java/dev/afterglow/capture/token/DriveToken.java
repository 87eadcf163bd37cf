package dev.afterglow.capture.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that opens a drive session: 256 bits as 43 characters of base64url.
 *
 * <p>It is made from a salt that the store keeps and the caller's request id that the store does
 * not keep, so that a repeated request gets the same token while nobody can read it out of the
 * store.
 *
 * @param text 43 characters
 */
public record DriveToken(String text) {
  private static final int LENGTH = 43;

  public DriveToken {
    if (text.length() != LENGTH) {
      throw new IllegalArgumentException("a drive token has 43 characters");
    }
  }

  /**
   * The token of a request, by HMAC-SHA-256 (RFC 2104).
   *
   * @param salt 32 random bytes, made once for the request
   * @param requestId the caller's
   * @param driveId the session that it opens
   */
  public static DriveToken derive(byte[] salt, String requestId, String driveId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      byte[] secret = mac.doFinal((requestId + "/" + driveId).getBytes(StandardCharsets.UTF_8));
      return new DriveToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  /** What may be stored of it. */
  public TokenHash hash() {
    return TokenHash.of(text);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "DriveToken[secret]";
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
