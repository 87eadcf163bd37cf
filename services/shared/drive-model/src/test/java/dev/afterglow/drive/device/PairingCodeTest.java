package dev.afterglow.drive.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PairingCodeTest {
  private static final long SEED = Long.getLong("seed", 30);

  @Test
  void shouldUseEveryCharacterOfTheAlphabetWhenDrawnOften() {
    // Given
    Random random = new Random(SEED);
    Set<Integer> seen = new TreeSet<>();

    // When
    for (int i = 0; i < 500; i++) {
      PairingCode.draw(random).text().chars().forEach(seen::add);
    }

    // Then
    assertThat(seen).as("seed %d", SEED).hasSize(PairingCode.ALPHABET.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"7KQ2M9XD", "7kq2-m9xd", " 7KQ2 M9XD\n", "7-k-q-2-m-9-x-d"})
  void shouldReadTheCodeWhenAPersonSpacesItAsTheyLike(String input) {
    // Given
    PairingCode code = new PairingCode("7KQ2M9XD");

    // When
    PairingCode typed = PairingCode.typed(input).orElseThrow();

    // Then
    assertThat(typed).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7KQ2M9X", "7KQ2M9XDD", "7KQ2M9XO", "7KQ2M9X1", "7KQ2M9XU"})
  void shouldReadNothingWhenItIsNoCode(String input) {
    // Given
    String upper = input;

    // When / Then
    assertThat(PairingCode.typed(upper)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new PairingCode(upper));
  }

  @Test
  void shouldNotPrintTheCodeWhenLogged() {
    // Given
    PairingCode code = new PairingCode("7KQ2M9XD");

    // When
    String printed = code.toString();

    // Then
    assertThat(printed).doesNotContain("7KQ2").doesNotContain("M9XD");
    assertThat(code.shown()).isEqualTo("7KQ2-M9XD");
  }

  @Test
  void shouldSignTheDocumentedBytesWhenEnrollingAndWhenSendingABatch() {
    // Given
    byte[] raw =
        HexFormat.of().parseHex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");

    // When
    byte[] enrolment = SignedBytes.enrolment(new PairingCode("7KQ2M9XD"), DeviceKey.of(raw));
    byte[] batch = SignedBytes.batch(new byte[] {1, 2, 3});

    // Then
    String text = new String(enrolment, StandardCharsets.ISO_8859_1);
    assertThat(text)
        .isEqualTo(
            "afterglow.registry.v1.EnrolDevice\u00007KQ2M9XD"
                + new String(raw, StandardCharsets.ISO_8859_1));
    assertThat(new String(batch, StandardCharsets.ISO_8859_1))
        .isEqualTo("afterglow.capture.v1.DriveBatch\u0000\u0001\u0002\u0003");
  }
}
