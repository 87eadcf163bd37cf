package dev.afterglow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "-7",
        "+3",
        "100",
        "0.5",
        "-0.030653415",
        ".5",
        "5.",
        "1e2",
        "-1.5E-3",
        "0000012",
        "123456789012345678901234567890",
        "0.000000000000000000001",
        "9.0e0",
        " 4 ",
        "3.4028235e38"
      })
  void shouldReadAsJavaDoesWhenTextIsANumber(String text) {
    float expected = Float.parseFloat(text);
    assertThat(parse(text)).isCloseTo(expected, within(expected));
  }

  @Test
  void shouldReadAsJavaDoesWhenNumbersAreRandom() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);

    for (int i = 0; i < 20_000; i++) {
      float value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));

      // Then
      assertThat(parse(Float.toString(value)))
          .as("seed %d, %s", seed, value)
          .isCloseTo(value, within(value));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "-", "+", ".", "e5", "1e", "1e+", "1x", "1 2", "--1", "1.2.3", "NaN", "0x1"
      })
  void shouldGiveNanWhenTextIsNoNumber(String text) {
    assertThat(parse(text)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e39", "-1e400", "1e99999999999"})
  void shouldGiveInfinityWhenNoFloatHoldsIt(String text) {
    assertThat(Float.isInfinite(parse(text))).isTrue();
  }

  private static org.assertj.core.data.Offset<Float> within(float value) {
    return org.assertj.core.data.Offset.offset(Math.max(Float.MIN_VALUE, 2 * Math.ulp(value)));
  }

  private static float parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return AsciiNumber.parse(ByteBuffer.wrap(bytes), 0, bytes.length);
  }
}
