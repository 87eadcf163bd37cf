package dev.afterglow.registry.vault;

import java.util.Arrays;

/**
 * A document as it is stored: under the subject's key, which is itself under the master key.
 *
 * @param ciphertext the document under the subject's key
 * @param wrappedKey the subject's key under the master key; without it the ciphertext is noise
 * @param wrappedBy the word for the master key's version. Example: {@code transit:v3}
 * @param blindIndex 16 bytes that equal documents share and only the holder of the index key can
 *     compute
 */
public record SealedDocument(
    byte[] ciphertext, byte[] wrappedKey, String wrappedBy, byte[] blindIndex) {

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedDocument that
        && Arrays.equals(ciphertext, that.ciphertext)
        && Arrays.equals(wrappedKey, that.wrappedKey)
        && wrappedBy.equals(that.wrappedBy)
        && Arrays.equals(blindIndex, that.blindIndex);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ciphertext);
  }

  @Override
  public String toString() {
    return "SealedDocument[" + ciphertext.length + " bytes]";
  }
}
