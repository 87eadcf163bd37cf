package dev.afterglow.registry.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.afterglow.platform.error.AfterglowException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @Test
  void shouldReadATimeWhenItLiesInTheYearsThatTimestampsHave() {
    // Given
    Instant last = Instant.parse("9999-12-31T23:59:59.999999999Z");

    // When
    Instant read = Words.instant(Words.timestamp(last));

    // Then
    assertThat(read).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 0",
    "-9223372036854775808, 0",
    "253402300800, 0",
    "-62135596801, 0",
    "0, -1",
    "0, 1000000000",
    "0, 2147483647"
  })
  void shouldRefuseATimeWhenItIsNone(long seconds, int nanos) {
    // Given
    Timestamp time = Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();

    // When
    var thrown = assertThatThrownBy(() -> Words.instant(time));

    // Then
    thrown
        .isInstanceOfSatisfying(
            AfterglowException.class, it -> assertThat(it.reason()).isEqualTo("INVALID_FIELD"))
        .hasMessage("a time lies in the years 1 to 9999");
  }
}
