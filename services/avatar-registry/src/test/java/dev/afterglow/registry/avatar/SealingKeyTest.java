package dev.afterglow.registry.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.vault.KeyFiles;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingKeyTest {
  @TempDir Path folder;

  @Test
  void shouldVerifyUnderTheRawPublicKeyWhenSealed() throws GeneralSecurityException {
    // Given
    SealingKey key = SealingKey.on(new KeyFiles(folder));
    String digest = "ab".repeat(32);

    // When
    AvatarSeal seal = key.seal(digest);

    // Then
    assertThat(seal.keyId()).matches("[0-9a-f]{16}");
    assertThat(verify(key.publicKey(), "afterglow-avatar-v1:" + digest, seal)).isTrue();
    assertThat(verify(key.publicKey(), digest, seal)).isFalse();
  }

  @Test
  void shouldSignTheSameWhenStartedAgain() {
    // Given
    SealingKey first = SealingKey.on(new KeyFiles(folder));

    // When
    SealingKey second = SealingKey.on(new KeyFiles(folder));

    // Then
    assertThat(second.seal("00".repeat(32))).isEqualTo(first.seal("00".repeat(32)));
  }

  /** Reads the raw key by RFC 8032: little-endian y, its top bit the sign of x. */
  private static boolean verify(byte[] raw, String text, AvatarSeal seal)
      throws GeneralSecurityException {
    byte[] bigEndian = new byte[raw.length];
    for (int i = 0; i < raw.length; i++) {
      bigEndian[i] = raw[raw.length - 1 - i];
    }
    boolean odd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7F;
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new EdECPublicKeySpec(
                    NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return signature.verify(HexFormat.of().parseHex(seal.signatureHex()));
  }
}
