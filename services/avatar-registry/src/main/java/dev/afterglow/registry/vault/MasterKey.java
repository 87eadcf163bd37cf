package dev.afterglow.registry.vault;

import com.google.crypto.tink.Aead;
import java.util.Optional;

/**
 * The key that every subject's key lies under: the port to key management. It wraps and unwraps by
 * the AEAD that it gives, which may call somewhere else and take seconds; calls are made on worker
 * threads.
 */
public interface MasterKey {

  /** Key management does not answer, or not to us; nothing was wrapped or unwrapped. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, without anything that is secret. */
    public Unavailable(String message) {
      super(message);
    }
  }

  /**
   * Wraps and unwraps. What is wrapped for one purpose does not unwrap for another: both give the
   * same associated data, which is never empty.
   *
   * @throws Unavailable from either, where key management does not answer
   */
  Aead aead();

  /**
   * The word for what wrapped something, at most 64 characters. Example: {@code transit:v3}.
   *
   * @param ciphertext what {@link #aead} gave
   */
  String version(byte[] ciphertext);

  /**
   * The word for what would wrap now.
   *
   * @throws Unavailable where key management does not answer
   */
  String newest();

  /**
   * The same under the newest version; the plain text is seen by nobody here.
   *
   * @return empty where this key cannot, or did not wrap it
   * @throws Unavailable where key management does not answer
   */
  Optional<byte[]> rewrapped(byte[] ciphertext, byte[] associated);
}
