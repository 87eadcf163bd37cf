package dev.afterglow.drive.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceKeyTest {
  private static final long SEED = Long.getLong("seed", 8032);
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void shouldVerifyWhenTheSignatureIsTheOneOfRfc8032() {
    // Given: test 3 of RFC 8032, section 7.1
    DeviceKey key =
        DeviceKey.of(
            HEX.parseHex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"));
    byte[] signature =
        HEX.parseHex(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");

    // When
    boolean verified = key.verifies(HEX.parseHex("af82"), signature);

    // Then
    assertThat(verified).isTrue();
  }

  @Test
  void shouldRefuseWhenAnyBitOfMessageOrSignatureIsTurned() throws Exception {
    // Given
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    DeviceKey key = DeviceKey.of(pair.getPublic());
    byte[] message = "a batch".getBytes(StandardCharsets.US_ASCII);
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(message);
    byte[] signature = signer.sign();

    // When
    int passed = 0;
    for (int bit = 0; bit < (message.length + signature.length) * 8; bit++) {
      byte[] changedMessage = message.clone();
      byte[] changedSignature = signature.clone();
      if (bit < message.length * 8) {
        changedMessage[bit / 8] ^= (byte) (1 << bit % 8);
      } else {
        int at = bit - message.length * 8;
        changedSignature[at / 8] ^= (byte) (1 << at % 8);
      }
      passed += key.verifies(changedMessage, changedSignature) ? 1 : 0;
    }

    // Then
    assertThat(key.verifies(message, signature)).isTrue();
    assertThat(passed).isZero();
  }

  @Test
  void shouldGiveTheBytesBackWhenMadeFromAKeyOfThisMachine() throws Exception {
    // Given
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");

    for (int i = 0; i < 50; i++) {
      KeyPair pair = generator.generateKeyPair();

      // When
      DeviceKey key = DeviceKey.of(pair.getPublic());

      // Then: an X.509 key of this kind ends with its raw bytes
      byte[] encoded = pair.getPublic().getEncoded();
      assertThat(key.raw()).isEqualTo(Arrays.copyOfRange(encoded, 12, 44));
      assertThat(DeviceKey.of(key.raw())).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void shouldRefuseTheKeyWhenItsPointIsOfSmallOrderOrNoNumberOfTheField(String hex) {
    // Given
    byte[] raw = HEX.parseHex(hex);

    // When / Then
    assertThatIllegalArgumentException().isThrownBy(() -> DeviceKey.of(raw));
  }

  @Test
  void shouldRefuseOrWorkButNeverFailWhenTheBytesAreRandom() {
    // Given
    Random random = new Random(SEED);
    byte[] raw = new byte[32];
    byte[] signature = new byte[64];
    int points = 0;

    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(raw);
      random.nextBytes(signature);

      // When
      try {
        DeviceKey key = DeviceKey.of(raw);
        points++;

        // Then
        assertThat(key.verifies(raw, signature)).as("seed %d, case %d", SEED, i).isFalse();
      } catch (IllegalArgumentException e) {
        // About half of all numbers are no y of the curve.
      }
    }
    assertThat(points).as("seed %d", SEED).isBetween(800, 1_200);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void shouldRefuseTheKeyWhenItHasNot32Bytes(int length) {
    // Given
    byte[] raw = new byte[length];

    // When / Then
    assertThatIllegalArgumentException().isThrownBy(() -> DeviceKey.of(raw));
  }
}
