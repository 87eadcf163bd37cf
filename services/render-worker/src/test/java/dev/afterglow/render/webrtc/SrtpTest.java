package dev.afterglow.render.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against the values of RFC 3711 and against itself. */
class SrtpTest {
  private static final byte[] KEY = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
  private static final byte[] SALT = hex("0EC675AD498AFEEBB6960B3AABE6");

  @Test
  void shouldDeriveTheKeysOfTheStandardsExample() {
    assertThat(Srtp.derived(KEY, SALT, 0, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
    assertThat(Srtp.derived(KEY, SALT, 2, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
    assertThat(Srtp.derived(KEY, SALT, 1, 20))
        .isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
  }

  @Test
  void shouldKeepTheHeaderAndHideTheRestWhenAPacketIsProtected() {
    // Given
    byte[] packet = new byte[112];
    packet[0] = (byte) 0x80;

    // When
    byte[] first = new Srtp(KEY, SALT).protect(packet, 12, 0);
    byte[] later = new Srtp(KEY, SALT).protect(packet, 12, 1);

    // Then
    assertThat(first).hasSize(122).startsWith(java.util.Arrays.copyOf(packet, 12));
    assertThat(java.util.Arrays.copyOfRange(first, 12, 112))
        .isNotEqualTo(java.util.Arrays.copyOfRange(packet, 12, 112))
        .isNotEqualTo(java.util.Arrays.copyOfRange(later, 12, 112));
  }

  @Test
  void shouldOpenControlPacketsAndNoneThatWasChanged() {
    // Given
    SplittableRandom random = new SplittableRandom(7);
    Srtp one = new Srtp(KEY, SALT);
    Srtp other = new Srtp(KEY, SALT);
    for (int round = 0; round < 200; round++) {
      byte[] packet = new byte[8 + 4 * random.nextInt(1, 60)];
      random.nextBytes(packet);

      // When
      byte[] sent = one.protectControl(packet);
      byte[] changed = sent.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));

      // Then
      assertThat(other.openControl(sent)).as("round %d", round).contains(packet);
      assertThat(other.openControl(changed)).as("changed in round %d", round).isEmpty();
      assertThat(ByteBuffer.wrap(sent).getInt(packet.length)).isEqualTo(0x80000000 | round);
    }
  }

  @Test
  void shouldRefuseWhatIsTooShort() {
    for (int size = 0; size < 22; size++) {
      assertThat(new Srtp(KEY, SALT).openControl(new byte[size])).isEmpty();
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
