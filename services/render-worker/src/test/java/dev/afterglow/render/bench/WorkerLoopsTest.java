package dev.afterglow.render.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.figure.SmallModel;
import org.junit.jupiter.api.Test;

class WorkerLoopsTest {
  /** What the drawing thread may leave behind for a picture of a face. */
  private static final int MOST_DRAWING_BYTES = 320;

  /** What the encoding thread may, beside the stream itself. */
  private static final int MOST_ENCODING_BYTES = 1_024;

  @Test
  void shouldLeaveNextToNothingBehindWhenPicturesAreDrawnAndEncoded() throws Exception {
    // Given: 20 s of a face of which all 52 shapes move
    StreamFormat format = new StreamFormat(360, 640, 30, 1_000_000, 96_000);

    // When
    String line = WorkerLoops.measure(new SmallModel().glb(), format, false, "", 20);

    // Then
    JsonNode measured = new ObjectMapper().readTree(line);
    double stream = measured.path("packet_bytes_frame").asDouble();
    assertThat(stream).as(line).isPositive();
    assertThat(measured.path("alloc_bytes_frame").asDouble())
        .as(line)
        .isBetween(0.0, (double) MOST_DRAWING_BYTES);
    assertThat(measured.path("encode_alloc_bytes_frame").asDouble() - stream)
        .as(line)
        .isBetween(0.0, (double) MOST_ENCODING_BYTES);
  }
}
