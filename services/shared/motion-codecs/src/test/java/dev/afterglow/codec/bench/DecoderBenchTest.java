package dev.afterglow.codec.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.codec.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DecoderBenchTest {
  // What the bench's last line makes decoder_<name>_ratio of.
  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"decoder\":\"([a-z0-9]+)\",\"decodes_per_s\":([0-9]+),\"ratio\":([0-9.]+)}");

  @Test
  void shouldPrintOneLineOfEachDecoderWhenMeasured() throws Exception {
    // Given
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    // When
    DecoderBench.measureAll(500_000, new PrintStream(bytes, true, UTF_8));

    // Then
    String printed = bytes.toString(UTF_8);
    List<MatchResult> lines = LINE.matcher(printed).results().toList();
    assertThat(printed.lines()).hasSameSizeAs(lines);
    assertThat(lines)
        .extracting(it -> it.group(1))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Protocol.values()).map(Protocol::key).toList());
    assertThat(lines)
        .allSatisfy(
            it -> {
              assertThat(Long.parseLong(it.group(2))).isPositive();
              assertThat(Double.parseDouble(it.group(3))).isPositive();
            });
  }
}
