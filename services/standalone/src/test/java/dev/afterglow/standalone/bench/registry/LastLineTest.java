package dev.afterglow.standalone.bench.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class LastLineTest {

  @Test
  void shouldHoldTheFiveFiguresByWhichRunsAreComparedWhenAllWereMeasured() throws Exception {
    // Given
    LastLine last = new LastLine();
    last.put("decide_p99_ms", 12.4);
    last.put("decide_ratio", 0.235);
    last.put("renewals_per_s", 8488.0);
    last.put("golive_p99_ms", 14.6);
    last.put("log_lag_p99_ms", 71L);

    // When
    JsonNode line = new ObjectMapper().readTree(last.whole());

    // Then
    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "decide_p99_ms", "decide_ratio", "renewals_per_s", "golive_p99_ms", "log_lag_p99_ms");
    assertThat(line.path("renewals_per_s").asDouble()).isEqualTo(8488);
  }

  @Test
  void shouldSayNothingWhenOneWasNotMeasured() {
    // Given
    LastLine last = new LastLine();
    last.put("decide_p99_ms", 12.4);

    // When
    // Then
    assertThatThrownBy(last::whole).hasMessageContaining("renewals_per_s");
  }
}
