package dev.afterglow.standalone.bench.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastLineTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void shouldHoldTheFiguresUnderTheNamesOfTheDocsWhenEverythingWasMeasured() throws IOException {
    // Given
    LastLine last = new LastLine();
    List<Reading> ours =
        List.of(reading(4 * SECOND, 9.0), reading(2 * SECOND, 0.8), reading(SECOND, 1.2));
    List<Reading> relay = List.of(reading(SECOND, 0.3));
    List<Reading> sockets = List.of(reading(SECOND / 2, 0.1));

    // When
    last.most(137, 200, 400);
    last.rounds(ours, relay, sockets);
    last.heap(390_000);
    String row = Decoders.row("{\"decoder\":\"vmc\",\"decodes_per_s\":90000,\"ratio\":0.36}", last);

    // Then
    JsonNode json = new ObjectMapper().readTree(last.toString());
    assertThat(row).isEqualTo("| vmc | 90000 | 0.360 |");
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "drives_at_5ms",
            "relay_drives_at_5ms",
            "floor_drives_at_5ms",
            "messages_per_s_core",
            "floor_messages_per_s_core",
            "relay_ratio",
            "alloc_bytes_frame",
            "p99_ms",
            "cpu_ms_s_drive",
            "heap_bytes_drive",
            "decoder_vmc_ratio");
    assertThat(json.path("drives_at_5ms").asInt()).isEqualTo(137);
    assertThat(json.path("relay_drives_at_5ms").asInt()).isEqualTo(200);
    assertThat(json.path("floor_drives_at_5ms").asInt()).isEqualTo(400);
    assertThat(json.path("messages_per_s_core").asLong()).isEqualTo(550);
    assertThat(json.path("floor_messages_per_s_core").asLong()).isEqualTo(2_200);
    assertThat(json.path("relay_ratio").asDouble()).isEqualTo(0.5);
    assertThat(json.path("alloc_bytes_frame").asLong()).isEqualTo(2_000);
    assertThat(json.path("p99_ms").asDouble()).isEqualTo(1.2);
    assertThat(json.path("cpu_ms_s_drive").asDouble()).isCloseTo(200, within(0.005));
    assertThat(json.path("heap_bytes_drive").asLong()).isEqualTo(390_000);
    assertThat(json.path("decoder_vmc_ratio").asDouble()).isEqualTo(0.36);
  }

  @Test
  void shouldRefuseALineWhenADecoderSaidNoRatio() {
    // Given
    LastLine last = new LastLine();

    // When
    // Then
    assertThatThrownBy(() -> Decoders.row("{\"decoder\":\"vmc\",\"decodes_per_s\":90000}", last))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(last).hasToString("{}");
  }

  /** Ten drives that sent 1,100 messages in a second. */
  private static Reading reading(long cpuNanos, double p99Ms) {
    return new Reading(10, 1_100, 1_100, 0, 0.2, p99Ms, p99Ms, 0.1, cpuNanos, 2_200_000, 1);
  }
}
