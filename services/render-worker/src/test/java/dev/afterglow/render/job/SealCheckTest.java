package dev.afterglow.render.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invariant 10: nothing but the file that was judged, signed and leased. */
class SealCheckTest {
  private static final int RAW_KEY_BYTES = 32;

  private final byte[] file = "an avatar".getBytes(StandardCharsets.UTF_8);
  private KeyPair key;
  private byte[] digest;
  private byte[] signature;
  private String allowed;

  @BeforeEach
  void seal() throws GeneralSecurityException {
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    digest = MessageDigest.getInstance("SHA-256").digest(file);
    allowed = HexFormat.of().formatHex(digest);
    signature = sign(key, "afterglow-avatar-v1:" + allowed);
  }

  @Test
  void shouldPassTheFileThatWasSealedAndLeased() {
    assertThatCode(() -> SealCheck.check(file, digest, signature, raw(key), allowed))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseWhenAByteOfTheFileIsAnother() {
    byte[] changed = flipped(file);
    assertBroken("digest", changed, digest, signature, raw(key), allowed);
  }

  @Test
  void shouldRefuseWhenTheLeaseIsForAnotherFile() {
    assertBroken("lease", file, digest, signature, raw(key), "00".repeat(32));
  }

  @Test
  void shouldRefuseWhenTheSignatureIsNotOverThisDigest() throws GeneralSecurityException {
    byte[] elsewhere = sign(key, "afterglow-avatar-v1:" + "00".repeat(32));
    assertBroken("signature", file, digest, elsewhere, raw(key), allowed);
  }

  @Test
  void shouldRefuseWhenTheDigestWasSignedForAnotherPurpose() throws GeneralSecurityException {
    byte[] elsewhere = sign(key, "afterglow-log-v1:" + allowed);
    assertBroken("signature", file, digest, elsewhere, raw(key), allowed);
  }

  @Test
  void shouldRefuseWhenAnotherKeySigned() throws GeneralSecurityException {
    KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertBroken("signature", file, digest, signature, raw(stranger), allowed);
  }

  @Test
  void shouldRefuseWhenKeyOrSignatureOrDigestHaveTheWrongLength() {
    assertBroken("seal", file, digest, signature, Arrays.copyOf(raw(key), 31), allowed);
    assertBroken("seal", file, digest, signature, new byte[0], allowed);
    assertBroken("seal", file, digest, Arrays.copyOf(signature, 63), raw(key), allowed);
    assertBroken("seal", file, digest, new byte[0], raw(key), allowed);
    assertBroken("digest", file, new byte[0], signature, raw(key), "");
  }

  private static void assertBroken(
      String word,
      byte[] file,
      byte[] sha256,
      byte[] signature,
      byte[] publicKey,
      String allowedSha256) {
    assertThatThrownBy(() -> SealCheck.check(file, sha256, signature, publicKey, allowedSha256))
        .isInstanceOf(AvatarShelf.SealBroken.class)
        .hasMessageContaining(word);
  }

  private static byte[] sign(KeyPair key, String text) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(key.getPrivate());
    signer.update(text.getBytes(StandardCharsets.US_ASCII));
    return signer.sign();
  }

  /** The raw key is the end of its X.509 form. */
  private static byte[] raw(KeyPair key) {
    byte[] encoded = key.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - RAW_KEY_BYTES, encoded.length);
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] out = bytes.clone();
    out[0] ^= 1;
    return out;
  }
}
