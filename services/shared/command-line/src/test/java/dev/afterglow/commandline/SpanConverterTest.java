package dev.afterglow.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SpanConverterTest {
  private final SpanConverter spans = new SpanConverter();

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "0s, PT0S", "' 1s ', PT1S"})
  void shouldReadASpanWhenItIsWrittenAsPeopleDo(String text, Duration span) {
    // When / Then
    assertThat(spans.convert(text)).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "30", "-1s", "1.5h", "1 s", "1d", "1234567890s"})
  void shouldSayHowToWriteItWhenItIsNoSpan(String text) {
    // When / Then
    assertThatThrownBy(() -> spans.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'%s' is no span; write 500ms, 30s, 5m or 2h", text);
  }

  @Test
  void shouldReadTheLongestSpanWithoutOverflow() {
    // When / Then
    assertThat(spans.convert("999999999h")).hasHours(999_999_999);
  }
}
