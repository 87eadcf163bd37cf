package dev.afterglow.avatar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in one form: RFC 8785 (JSON Canonicalization Scheme), with members in the order of their
 * names' UTF-16 code units, no white space, and numbers as ECMAScript writes them. It differs in
 * one place: a negative zero stays one, since its bits would change. What was {@code -0} stays
 * {@code -0}, and one with a fraction or exponent becomes {@code -0.0}: a reader that takes the
 * first for the integer 0 finds an integer in both.
 */
public final class CanonicalJson {
  private static final long MAX_EXACT = 1L << 53;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(AvatarLimits.MAX_JSON_DEPTH + 1)
                  .maxStringLength(AvatarLimits.MAX_JSON_BYTES)
                  .maxNameLength(AvatarLimits.MAX_JSON_BYTES)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final JsonParser parser;

  private CanonicalJson(JsonParser parser) {
    this.parser = parser;
  }

  /** A number by its canonical text. */
  private record Numeral(String text) {}

  /** What makes a document's canonical form unsure. */
  public static final class Doubtful extends Exception {
    private static final long serialVersionUID = 1L;

    private final CanonicalDoubt doubt;

    Doubtful(CanonicalDoubt doubt) {
      super(doubt.name());
      this.doubt = doubt;
    }

    /** Why. */
    public CanonicalDoubt doubt() {
      return doubt;
    }
  }

  /**
   * The canonical form of a document.
   *
   * @param json a JSON text in UTF-8 that a reader has accepted, white space around it allowed
   * @throws Doubtful where it has none that is surely the same
   * @throws IOException where it is no JSON
   */
  public static byte[] of(byte[] json) throws IOException, Doubtful {
    return bytes(read(json));
  }

  static @Nullable Object read(byte[] json) throws IOException, Doubtful {
    Reader text =
        new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      return new CanonicalJson(parser).value();
    }
  }

  static Object number(long exact) {
    return new Numeral(Long.toString(exact));
  }

  private @Nullable Object value() throws IOException, Doubtful {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> text(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser.getText());
      case VALUE_NUMBER_FLOAT -> fraction(parser.getText());
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case null, default -> throw new IOException("the JSON ends inside a value");
    };
  }

  private Map<String, @Nullable Object> object() throws IOException, Doubtful {
    Map<String, @Nullable Object> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = text(parser.currentName());
      parser.nextToken();
      members.put(name, value());
    }
    return members;
  }

  private List<@Nullable Object> array() throws IOException, Doubtful {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return items;
  }

  private static String text(String text) throws Doubtful {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new Doubtful(CanonicalDoubt.TEXT_NOT_UNICODE);
    }
    return text;
  }

  private static Numeral integer(String text) throws Doubtful {
    if (text.equals("-0")) {
      return new Numeral(text);
    }
    double number = Double.parseDouble(text);
    if (Math.abs(number) >= MAX_EXACT) {
      throw new Doubtful(CanonicalDoubt.NUMBER_BEYOND_EXACT);
    }
    return new Numeral(CanonicalNumber.text(number));
  }

  private static Numeral fraction(String text) throws IOException, Doubtful {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new IOException("a number is beyond a double");
    }
    if (number == 0 && text.startsWith("-")) {
      return new Numeral("-0.0");
    }
    String canonical = CanonicalNumber.text(number);
    if (Math.abs(number) >= MAX_EXACT && canonical.indexOf('e') < 0) {
      // It would become a whole number of which readers think differently.
      throw new Doubtful(CanonicalDoubt.NUMBER_BEYOND_EXACT);
    }
    return new Numeral(canonical);
  }

  static byte[] bytes(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Boolean flag -> out.append(flag.booleanValue());
      case Numeral number -> out.append(number.text());
      case String text -> quote(text, out);
      case Map<?, ?> members -> {
        String before = "{";
        for (Map.Entry<?, ?> member : members.entrySet()) {
          quote((String) member.getKey(), out.append(before));
          write(member.getValue(), out.append(':'));
          before = ",";
        }
        out.append(members.isEmpty() ? "{}" : "}");
      }
      case List<?> items -> {
        String before = "[";
        for (Object item : items) {
          write(item, out.append(before));
          before = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
      }
      default -> throw new IllegalStateException("no value of JSON: " + value.getClass());
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
