package dev.afterglow.registry.part;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.afterglow.registry.part.score.Measure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a safetensors file: eight bytes of header length, a JSON header, then the tensors without
 * gap or overlap, each as long as its type and shape say. The format holds numbers alone, nothing
 * that runs, which is why it is the one that voices come in. Of its document:
 * https://huggingface.co/docs/safetensors, section Format.
 */
final class Tensors {
  private static final int LENGTH_BYTES = 8;
  private static final long MOST_HEADER_BYTES = 16L << 20;
  private static final int MOST_TENSORS = 100_000;
  private static final int MOST_DIMENSIONS = 8;
  private static final Map<String, Integer> TYPE_BYTES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("U16", 2),
          Map.entry("I16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("U32", 4),
          Map.entry("I32", 4),
          Map.entry("F32", 4),
          Map.entry("U64", 8),
          Map.entry("I64", 8),
          Map.entry("F64", 8));

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(4)
                          .maxStringLength(65_536)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Tensors() {}

  private record Span(long begin, long end) {}

  /** What is wrong with the file; empty where nothing is. */
  static Optional<String> fault(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < LENGTH_BYTES) {
        return Optional.of("TENSORS_TRUNCATED");
      }
      long header = read(channel, 0, LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (header < 2 || header > MOST_HEADER_BYTES || header > size - LENGTH_BYTES) {
        return Optional.of("TENSORS_HEADER_LENGTH");
      }
      ByteBuffer json = read(channel, LENGTH_BYTES, Math.toIntExact(header));
      return faultOf(json.array(), size - LENGTH_BYTES - header);
    }
  }

  /** What an accepted file's header says. */
  static Map<Measure, Double> measures(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long header = read(channel, 0, LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
      JsonNode root = JSON.readTree(read(channel, LENGTH_BYTES, Math.toIntExact(header)).array());
      Map<Measure, Double> measured = new EnumMap<>(Measure.class);
      JsonNode metadata = root.path("__metadata__");
      measured.put(Measure.METADATA_ENTRIES, (double) metadata.size());
      measured.put(Measure.PARAMETERS, parameters(root));
      String rate = metadata.path("sample_rate").asText();
      if (rate.matches("[0-9]{1,7}")) {
        measured.put(Measure.SAMPLE_RATE_HZ, Double.parseDouble(rate));
      }
      return measured;
    }
  }

  private static double parameters(JsonNode root) {
    double all = 0;
    for (Map.Entry<String, JsonNode> tensor : root.properties()) {
      if (!tensor.getKey().equals("__metadata__")) {
        double numbers = 1;
        for (JsonNode dimension : tensor.getValue().path("shape")) {
          numbers *= dimension.doubleValue();
        }
        all += numbers;
      }
    }
    return all;
  }

  private static ByteBuffer read(FileChannel channel, long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the file shrank");
      }
    }
    return buffer.flip();
  }

  private static Optional<String> faultOf(byte[] header, long dataBytes) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(header);
    } catch (JsonProcessingException e) {
      return Optional.of("TENSORS_HEADER_JSON");
    }
    if (header[0] != '{' || !root.isObject() || root.size() > MOST_TENSORS) {
      return Optional.of("TENSORS_HEADER_JSON");
    }
    List<Span> spans = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        Optional<Span> span = span(entry.getValue());
        if (span.isEmpty()) {
          return Optional.of("TENSORS_ENTRY");
        }
        spans.add(span.get());
      }
    }
    return gapless(spans, dataBytes) ? Optional.empty() : Optional.of("TENSORS_OFFSETS");
  }

  private static Optional<Span> span(JsonNode tensor) {
    Integer type = TYPE_BYTES.get(tensor.path("dtype").asText());
    JsonNode shape = tensor.path("shape");
    JsonNode offsets = tensor.path("data_offsets");
    if (type == null || !numbers(shape, MOST_DIMENSIONS) || !numbers(offsets, 2)) {
      return Optional.empty();
    }
    if (offsets.size() != 2) {
      return Optional.empty();
    }
    Span span = new Span(offsets.get(0).longValue(), offsets.get(1).longValue());
    long bytes = type;
    try {
      for (JsonNode dimension : shape) {
        bytes = Math.multiplyExact(bytes, dimension.longValue());
      }
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
    return span.end() - span.begin() == bytes && span.begin() >= 0
        ? Optional.of(span)
        : Optional.empty();
  }

  private static boolean numbers(JsonNode list, int most) {
    if (!list.isArray() || list.size() > most) {
      return false;
    }
    for (JsonNode number : list) {
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean gapless(List<Span> spans, long dataBytes) {
    long at = 0;
    for (Span span :
        spans.stream()
            .sorted(Comparator.comparingLong(Span::begin).thenComparingLong(Span::end))
            .toList()) {
      if (span.begin() != at) {
        return false;
      }
      at = span.end();
    }
    return at == dataBytes && !spans.isEmpty();
  }
}
