package dev.afterglow.render.job;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * Whether a file is the one that the registry judged and signed: its SHA-256 is the sealed one, the
 * seal's Ed25519 signature holds, and the lease allows that digest. Fails closed on anything else.
 */
public final class SealCheck {
  private static final String DOMAIN = "afterglow-avatar-v1:";

  /** What stands before the 32 raw bytes of an Ed25519 key in X.509 (RFC 8410, section 4). */
  private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private SealCheck() {}

  /**
   * Checks.
   *
   * @param sha256 32 bytes, from the seal
   * @param signature 64 bytes, over {@code afterglow-avatar-v1:} and the digest in lower-case hex
   * @param publicKey 32 raw bytes
   * @param allowedSha256 hex, from the lease
   * @throws AvatarShelf.SealBroken when anything does not agree
   */
  public static void check(
      byte[] file, byte[] sha256, byte[] signature, byte[] publicKey, String allowedSha256)
      throws AvatarShelf.SealBroken {
    try {
      byte[] actual = MessageDigest.getInstance("SHA-256").digest(file);
      if (!MessageDigest.isEqual(actual, sha256)) {
        throw new AvatarShelf.SealBroken("the avatar's bytes do not have the sealed digest");
      }
      String hex = HexFormat.of().formatHex(sha256);
      if (!hex.equals(allowedSha256)) {
        throw new AvatarShelf.SealBroken("the lease is for another file of the avatar");
      }
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key(publicKey));
      verifier.update((DOMAIN + hex).getBytes(StandardCharsets.US_ASCII));
      if (!verifier.verify(signature)) {
        throw new AvatarShelf.SealBroken("the seal's signature does not hold");
      }
    } catch (GeneralSecurityException e) {
      throw new AvatarShelf.SealBroken("the seal cannot be checked");
    }
  }

  private static PublicKey key(byte[] raw) throws GeneralSecurityException {
    byte[] encoded = new byte[X509_HEAD.length + raw.length];
    System.arraycopy(X509_HEAD, 0, encoded, 0, X509_HEAD.length);
    System.arraycopy(raw, 0, encoded, X509_HEAD.length, raw.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
