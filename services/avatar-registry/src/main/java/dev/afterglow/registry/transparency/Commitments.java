package dev.afterglow.registry.transparency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Salted commitments: the log says that something happened, and only who has the salt can tell
 * what, or prove it. A thing's salt is 32 random bytes; deleting it makes every entry about the
 * thing say nothing for good.
 *
 * <p>All are HMAC-SHA-256. The tag and each entry's own salt are made from the thing's salt, so
 * that showing one entry to somebody opens no other.
 */
public final class Commitments {
  /** How many bytes a salt has. */
  public static final int SALT_BYTES = 32;

  private static final String TAG = "afterglow-log-tag-v1";
  private static final String ENTRY = "afterglow-log-entry-v1|";

  private Commitments() {}

  /** What all entries about a thing share, 16 bytes. */
  public static byte[] tag(byte[] salt) {
    return Arrays.copyOf(mac(salt, ascii(TAG)), Leaf.TAG_BYTES);
  }

  /** The salt of one entry, 32 bytes: what is shown together with the record. */
  public static byte[] entrySalt(byte[] salt, String entryId) {
    return mac(salt, ascii(ENTRY + entryId));
  }

  /** What the leaf holds of a record, 32 bytes. */
  public static byte[] commitment(byte[] entrySalt, byte[] record) {
    return mac(entrySalt, record);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] mac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
