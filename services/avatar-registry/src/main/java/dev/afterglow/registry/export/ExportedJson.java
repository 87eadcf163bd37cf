package dev.afterglow.registry.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** JSON whose keys stand in the order in which they were put. */
final class ExportedJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ExportedJson() {}

  static String text(Map<String, Object> document) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an export cannot be written as JSON", e);
    }
  }
}
