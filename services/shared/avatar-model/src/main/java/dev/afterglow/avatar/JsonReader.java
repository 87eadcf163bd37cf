package dev.afterglow.avatar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON chunk into maps, lists and values with a streaming parser, under bounds on depth,
 * values and the length of numbers. Integers that fit become {@code Long}, all other numbers {@code
 * Double}. A key that stands twice in one object is refused: two readers could disagree on it.
 */
final class JsonReader {
  private static final int MAX_NUMBER_CHARS = 100;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(AvatarLimits.MAX_JSON_DEPTH + 1)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .maxStringLength(AvatarLimits.MAX_JSON_BYTES)
                  .maxNameLength(1_024)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final JsonParser parser;
  private int values;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static Json read(ByteBuffer chunk) throws Refusal {
    byte[] bytes = new byte[chunk.remaining()];
    chunk.duplicate().get(bytes);
    Reader text =
        new InputStreamReader(
            new ByteArrayInputStream(bytes),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Refusal(AvatarRule.JSON_SYNTAX, "the JSON is no object");
      }
      JsonReader reader = new JsonReader(parser);
      Map<String, @Nullable Object> root = reader.object(1);
      if (parser.nextToken() != null) {
        throw new Refusal(AvatarRule.JSON_SYNTAX, "something follows the JSON object");
      }
      return Json.root(root);
    } catch (StreamConstraintsException e) {
      throw new Refusal(AvatarRule.JSON_SYNTAX, "a name or number in the JSON is too long");
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
      throw new Refusal(AvatarRule.JSON_SYNTAX, "malformed JSON near character " + at);
    } catch (CharacterCodingException e) {
      throw new Refusal(AvatarRule.JSON_SYNTAX, "the JSON is not UTF-8");
    } catch (IOException e) {
      throw new Refusal(AvatarRule.JSON_SYNTAX, "the JSON cannot be read");
    }
  }

  private Map<String, @Nullable Object> object(int depth) throws IOException, Refusal {
    deeper(depth);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      map.put(name, value(depth));
    }
    return map;
  }

  private List<@Nullable Object> array(int depth) throws IOException, Refusal {
    deeper(depth);
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(depth));
    }
    return list;
  }

  private @Nullable Object value(int depth) throws IOException, Refusal {
    if (++values > AvatarLimits.MAX_JSON_VALUES) {
      throw new Refusal(AvatarRule.JSON_TOO_LARGE, "the JSON holds more than a million values");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> finite();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case null, default ->
          throw new Refusal(AvatarRule.JSON_SYNTAX, "the JSON ends inside a value");
    };
  }

  private Object integer() throws IOException, Refusal {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> finite();
    };
  }

  private Double finite() throws IOException, Refusal {
    double number = parser.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw new Refusal(AvatarRule.NUMBER_NOT_FINITE, "a number in the JSON is beyond a double");
    }
    return number;
  }

  private static void deeper(int depth) throws Refusal {
    if (depth > AvatarLimits.MAX_JSON_DEPTH) {
      throw new Refusal(
          AvatarRule.JSON_TOO_DEEP,
          "the JSON is nested deeper than " + AvatarLimits.MAX_JSON_DEPTH);
    }
  }
}
