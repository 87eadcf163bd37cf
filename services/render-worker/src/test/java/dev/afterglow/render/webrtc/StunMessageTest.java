package dev.afterglow.render.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StunMessageTest {
  /** RFC 5769, 2.1. */
  private static final String EXAMPLE =
      "000100582112a442b7e7a701bc34d686fa87dfae"
          + "802200105354554e207465737420636c69656e74"
          + "002400046e0001ff80290008932ff9b151263b36"
          + "000600096576746a3a68367659202020"
          + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
          + "80280004e57a3bcf";

  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  @Test
  void shouldReadTheStandardsExample() {
    // When
    StunMessage read = StunMessage.read(HexFormat.of().parseHex(EXAMPLE)).orElseThrow();

    // Then
    assertThat(read.type()).isEqualTo(StunMessage.REQUEST);
    assertThat(read.text(StunMessage.USERNAME)).isEqualTo("evtj:h6vY");
    assertThat(read.signedWith(PASSWORD)).isTrue();
    assertThat(read.signedWith("another password of 22")).isFalse();
  }

  @Test
  void shouldReadBackWhatItWrites() {
    // Given
    byte[] transaction = HexFormat.of().parseHex("b7e7a701bc34d686fa87dfae");
    StunMessage message =
        StunMessage.of(
            StunMessage.REQUEST,
            transaction,
            Map.of(StunMessage.USERNAME, "ab:c".getBytes(StandardCharsets.UTF_8)));

    // When
    StunMessage read = StunMessage.read(message.bytes("a password")).orElseThrow();

    // Then
    assertThat(read.transaction()).isEqualTo(transaction);
    assertThat(read.text(StunMessage.USERNAME)).isEqualTo("ab:c");
    assertThat(read.signedWith("a password")).isTrue();
  }

  @Test
  void shouldTakeNothingThatWasChangedAndNeverThrow() {
    // Given
    SplittableRandom random = new SplittableRandom(11);
    byte[] right = HexFormat.of().parseHex(EXAMPLE);
    for (int round = 0; round < 2_000; round++) {
      byte[] changed = java.util.Arrays.copyOf(right, random.nextInt(right.length + 8));
      if (changed.length > 0) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }

      // When
      boolean taken =
          StunMessage.read(changed).filter(it -> it.signedWith(PASSWORD)).isPresent()
              && !java.util.Arrays.equals(changed, right);

      // Then
      assertThat(taken).as("round %d", round).isFalse();
    }
  }
}
