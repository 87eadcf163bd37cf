package dev.afterglow.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderLastLineTest {
  private static final List<String> KEYS =
      List.of(
          "fps_house_720",
          "bare_ratio_house_720",
          "fps_ict_720",
          "alloc_bytes_frame",
          "skew_p999_ms",
          "rss_mb");
  private static final String SOAK = "{\"fps\":30.0,\"dropped\":2,\"skew_p999_ms\":11.25}";

  @Test
  void shouldHoldAllSixFiguresWhenEverythingWasMeasured() throws IOException {
    // Given: three rounds, of which the middle one counts
    RenderCase house =
        new RenderCase(
            List.of(loops(40, 900), loops(50, 1_000), loops(45, 800)),
            List.of(json("{\"fps\":60}"), json("{\"fps\":60}"), json("{\"fps\":60}")));
    RenderCase ict = new RenderCase(List.of(loops(70, 10)), List.of(json("{\"fps\":80}")));

    // When
    JsonNode line =
        json(new RenderLastLine(Optional.of(house), Optional.of(ict), json(SOAK), Map.of()));

    // Then
    assertThat(line.path("fps_house_720").asDouble()).isEqualTo(45);
    assertThat(line.path("bare_ratio_house_720").asDouble()).isEqualTo(1.33);
    assertThat(line.path("fps_ict_720").asDouble()).isEqualTo(70);
    assertThat(line.path("alloc_bytes_frame").asDouble()).isEqualTo(900);
    assertThat(line.path("skew_p999_ms").asDouble()).isEqualTo(11.25);
    assertThat(line.path("rss_mb").asDouble()).isEqualTo(300);
    assertThat(line.path("soak_dropped").asLong()).isEqualTo(2);
    assertThat(line.has("not_measured")).isFalse();
  }

  @Test
  void shouldHoldAllSixKeysWithAReasonWhenNothingWasMeasured() throws IOException {
    // Given
    Map<String, String> missing = Map.of("house", "--only ict", "ict", "no such file");

    // When
    JsonNode line =
        json(new RenderLastLine(Optional.empty(), Optional.empty(), json("{}"), missing));

    // Then
    assertThat(line.fieldNames()).toIterable().containsAll(KEYS);
    for (String key : KEYS) {
      assertThat(line.path(key).isNull()).as(key).isTrue();
      assertThat(line.path("not_measured").path(key).asText()).as(key).isNotEmpty();
    }
    assertThat(line.path("not_measured").path("fps_ict_720").asText()).isEqualTo("no such file");
    assertThat(line.path("not_measured").path("rss_mb").asText()).isEqualTo("--only ict");
  }

  private static JsonNode loops(double fps, int bytes) throws IOException {
    return json("{\"fps\":" + fps + ",\"alloc_bytes_frame\":" + bytes + ",\"rss_mb\":300}");
  }

  private static JsonNode json(Object text) throws IOException {
    return new ObjectMapper().readTree(text.toString());
  }
}
