package dev.afterglow.tape.vrma;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of a file that nobody vouches for: asking it for what it is not gives nothing, or a
 * fault of the tape. Bounded in depth and in the number of values.
 */
final class Json {
  private static final int DEEPEST = 64;
  private static final int MOST_VALUES = 2_000_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(65_536)
                  .maxNumberLength(64)
                  .build())
          .build();

  private final @Nullable Object value;

  private Json(@Nullable Object value) {
    this.value = value;
  }

  /** Reads a document. */
  static Json parse(byte[] bytes) throws IOException {
    try (JsonParser in = JSON.createParser(bytes)) {
      in.nextToken();
      return new Json(read(in, new int[1]));
    } catch (JsonProcessingException e) {
      throw malformed("its JSON cannot be read");
    }
  }

  /** A member of an object; nothing where there is none. */
  Json get(String name) {
    return new Json(value instanceof Map<?, ?> map ? map.get(name) : null);
  }

  /** The elements of an array; none where it is not one. */
  List<Json> list() {
    List<Json> all = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(it -> all.add(new Json(it)));
    }
    return all;
  }

  /** The members of an object; none where it is not one. */
  Map<String, Json> members() {
    Map<String, Json> all = new HashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> all.put(String.valueOf(name), new Json(member)));
    }
    return all;
  }

  boolean there() {
    return value != null;
  }

  String text(String otherwise) {
    return value instanceof String text ? text : otherwise;
  }

  /** A whole number of 0 to 2^31 - 1, or {@code otherwise} where there is nothing. */
  int index(int otherwise) throws TapeException {
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Double number
        && number == Math.rint(number)
        && number >= 0
        && number <= Integer.MAX_VALUE) {
      return (int) (double) number;
    }
    throw malformed("a number in its JSON is out of range");
  }

  /** An array of so many finite numbers, or {@code otherwise} where there is nothing. */
  float[] numbers(int count, float[] otherwise) throws TapeException {
    if (value == null) {
      return otherwise;
    }
    float[] numbers = new float[count];
    List<Json> list = list();
    if (list.size() != count) {
      throw malformed("an array in its JSON has a wrong length");
    }
    for (int i = 0; i < count; i++) {
      if (!(list.get(i).value instanceof Double number)
          || !Float.isFinite((float) (double) number)) {
        throw malformed("a number in its JSON is none");
      }
      numbers[i] = (float) (double) number;
    }
    return numbers;
  }

  static TapeException malformed(String what) {
    return new TapeException(TapeFault.MALFORMED, "The VRMA file is broken: " + what + ".");
  }

  private static @Nullable Object read(JsonParser in, int[] count) throws IOException {
    if (++count[0] > MOST_VALUES) {
      throw malformed("its JSON is too long");
    }
    JsonToken token = in.currentToken();
    if (token == null) {
      throw malformed("its JSON is cut off");
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Object> map = new HashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
          String name = in.currentName();
          in.nextToken();
          put(map, name, read(in, count));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          list.add(read(in, count));
        }
        yield list;
      }
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static void put(Map<String, Object> map, @Nullable String name, @Nullable Object value) {
    if (name != null && value != null) {
      map.put(name, value);
    }
  }
}
