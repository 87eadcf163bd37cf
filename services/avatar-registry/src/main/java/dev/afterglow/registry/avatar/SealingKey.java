package dev.afterglow.registry.avatar;

import dev.afterglow.registry.vault.KeyFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The Ed25519 key under which the registry signs the digests of avatars that passed the validator,
 * and what was granted. What is signed of a digest is the ASCII text {@code afterglow-avatar-v1:}
 * and the digest in lower-case hex, so that the signature serves no other purpose.
 */
public final class SealingKey {
  private static final String CONTEXT = "afterglow-avatar-v1:";
  private static final String FILE = "avatar-sealing.key";
  private static final int RAW_BYTES = 32;

  private final PrivateKey privateKey;
  private final byte[] publicKey;
  private final String keyId;

  private SealingKey(PrivateKey privateKey, byte[] publicKey) throws GeneralSecurityException {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey);
    this.keyId = HexFormat.of().formatHex(digest, 0, 8);
  }

  /** The key of the file, made first when there is none: raw public key, then PKCS #8. */
  public static SealingKey on(KeyFiles files) {
    byte[] stored = files.readOrMake(FILE, SealingKey::make);
    try {
      byte[] raw = Arrays.copyOf(stored, RAW_BYTES);
      byte[] pkcs8 = Arrays.copyOfRange(stored, RAW_BYTES, stored.length);
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return new SealingKey(key, raw);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key file " + FILE + " holds no Ed25519 key", e);
    }
  }

  /** Signs a digest. */
  public AvatarSeal seal(String sha256Hex) {
    return new AvatarSeal(sha256Hex, HexFormat.of().formatHex(sign(CONTEXT + sha256Hex)), keyId);
  }

  /**
   * Signs a payload as a JWS in compact form (RFC 7515) with EdDSA (RFC 8037). What is signed
   * begins with the header in base64url, as no seal's text does.
   *
   * @param type the header's {@code typ}
   */
  public String jws(String type, byte[] payload) {
    String header = "{\"alg\":\"EdDSA\",\"kid\":\"" + keyId + "\",\"typ\":\"" + type + "\"}";
    String input = encoded(header.getBytes(StandardCharsets.UTF_8)) + "." + encoded(payload);
    return input + "." + encoded(sign(input));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] sign(String ascii) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(ascii.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the sealing key cannot sign", e);
    }
  }

  /** The raw public key, 32 bytes. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The first 16 hex digits of SHA-256 over the raw public key. */
  public String keyId() {
    return keyId;
  }

  private static byte[] make() {
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
}
