package dev.afterglow.registry.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;

/** Records of the domain as JSON text in a column: for what is read and written whole. */
public final class StoredJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

  private StoredJson() {}

  /** The text of a record. */
  public static String text(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record cannot be written as JSON", e);
    }
  }

  /**
   * The record of a text.
   *
   * @throws IllegalStateException where the text is no such record; the caller denies
   */
  public static <T> T record(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored " + type.getSimpleName() + " cannot be read");
    }
  }

  /**
   * The words of a text, by key.
   *
   * @throws IllegalStateException where the text is no map of words
   */
  public static Map<String, String> words(String text) {
    try {
      return MAPPER.readValue(text, WORDS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored words cannot be read");
    }
  }
}
