package dev.afterglow.commerce.viewer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The service's own secret of 32 bytes. With the database alone nobody can look a told pseudonym
 * up; with the secret alone nobody can tell which facts are a viewer's.
 */
public final class ViewerSecret {
  /** Of a secret, and of a viewer's key, bytes. */
  public static final int LENGTH = 32;

  // 144 bits: two of a hundred million viewers share one with a chance below 10^-27.
  private static final int PSEUDONYM_BYTES = 18;

  private final byte[] secret;

  /** Of exactly {@value #LENGTH} bytes. */
  public ViewerSecret(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("a secret has " + LENGTH + " bytes");
    }
    this.secret = secret.clone();
  }

  /**
   * Reads it from a file.
   *
   * @throws IllegalStateException if the file is not there or has another length: a secret that was
   *     made up instead would turn every viewer into another one
   */
  public static ViewerSecret read(Path file) {
    try {
      return new ViewerSecret(Files.readAllBytes(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "afterglow.commerce.viewer.key-file holds no secret of " + LENGTH + " bytes", e);
    }
  }

  /** Where the key of a told pseudonym is kept. */
  ViewerIndex index(String told) {
    return new ViewerIndex(HexFormat.of().formatHex(hmac(secret, "index " + told)));
  }

  /** What a viewer is called in facts: 24 letters, digits, hyphens and underscores. */
  String called(String told, byte[] key) {
    byte[] mixed = hmac(key, HexFormat.of().formatHex(hmac(secret, "viewer " + told)));
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(mixed, PSEUDONYM_BYTES));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      // Every Java has it.
      throw new IllegalStateException(e);
    }
  }
}
