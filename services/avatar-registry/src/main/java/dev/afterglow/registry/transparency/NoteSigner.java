package dev.afterglow.registry.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The private half of a key that signs notes. Ed25519 is deterministic: one text, one note. */
public final class NoteSigner {
  private static final int RAW_BYTES = 32;

  private final NoteVerifier verifier;
  private final PrivateKey key;

  private NoteSigner(NoteVerifier verifier, PrivateKey key) {
    this.verifier = verifier;
    this.key = key;
  }

  /**
   * A key as {@link #make} stores it.
   *
   * @param name whose key it is: the log's origin
   * @param stored the raw public key, then PKCS #8
   */
  public static NoteSigner of(String name, byte[] stored) {
    try {
      byte[] pkcs8 = Arrays.copyOfRange(stored, RAW_BYTES, stored.length);
      return new NoteSigner(
          new NoteVerifier(name, Arrays.copyOf(stored, RAW_BYTES)),
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key of the log is no Ed25519 key", e);
    }
  }

  /** A fresh key: the raw public key, then PKCS #8. */
  public static byte[] make() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      // The X.509 form of an Ed25519 key ends with its 32 raw bytes (RFC 8410).
      byte[] x509 = pair.getPublic().getEncoded();
      byte[] pkcs8 = pair.getPrivate().getEncoded();
      return ByteBuffer.allocate(RAW_BYTES + pkcs8.length)
          .put(x509, x509.length - RAW_BYTES, RAW_BYTES)
          .put(pkcs8)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /** The public half. */
  public NoteVerifier verifier() {
    return verifier;
  }

  /** The note: the text, an empty line, the signature. */
  public String sign(String text) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("a note's text ends with its last line");
    }
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] signature = signer.sign();
      byte[] id = verifier.id();
      byte[] line =
          ByteBuffer.allocate(id.length + signature.length).put(id).put(signature).array();
      return text
          + "\n"
          + NoteVerifier.SIGNATURE_MARK
          + verifier.name()
          + " "
          + Base64.getEncoder().encodeToString(line)
          + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the log's key cannot sign", e);
    }
  }
}
