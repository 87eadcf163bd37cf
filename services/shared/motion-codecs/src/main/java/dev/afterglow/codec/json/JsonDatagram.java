package dev.afterglow.codec.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.afterglow.codec.RejectReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one object of a JSON datagram. Like {@link dev.afterglow.codec.PacketReader} it keeps
 * the first thing that goes wrong, and reads zeros from then on.
 */
public final class JsonDatagram {
  private static final int DEEPEST = 16;
  private static final int LONGEST_TEXT = 4_096;
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_NUMBER = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .build();

  private final JsonParser parser;
  private @Nullable RejectReason fault;

  private JsonDatagram(JsonParser parser) {
    this.parser = parser;
  }

  /** Takes the members of an object. */
  @FunctionalInterface
  public interface Member {
    /** Must read the whole value or leave it alone. */
    void read(JsonDatagram json, String name) throws IOException;
  }

  /** Takes the elements of an array. */
  @FunctionalInterface
  public interface Element {
    /** Must read the whole value or leave it alone. */
    void read(JsonDatagram json) throws IOException;
  }

  /**
   * Reads the datagram's object, which begins with its first byte; gives what is wrong, or null.
   *
   * @param member takes each member of the object
   */
  public static @Nullable RejectReason read(byte[] bytes, int from, int length, Member member) {
    // A flood of something else must not cost an exception a datagram.
    if (length == 0 || bytes[from] != '{') {
      return RejectReason.NOT_THIS_PROTOCOL;
    }
    try (JsonParser parser = FACTORY.createParser(bytes, from, length)) {
      JsonDatagram json = new JsonDatagram(parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return RejectReason.NOT_THIS_PROTOCOL;
      }
      json.members(member);
      if (json.fault == null && parser.nextToken() != null) {
        return RejectReason.MALFORMED;
      }
      return json.fault;
    } catch (JsonEOFException e) {
      return RejectReason.TRUNCATED;
    } catch (IOException e) {
      return RejectReason.MALFORMED;
    }
  }

  /** Reads each member of the object that begins here; another value is a fault. */
  public void members(Member member) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      fail(RejectReason.MALFORMED);
      return;
    }
    while (fault == null && parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken start = parser.nextToken();
      member.read(this, name);
      passOver(start);
    }
  }

  /**
   * Reads each element of the array that begins here; another value is a fault.
   *
   * @param most how many elements it may have
   */
  public void elements(int most, Element element) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      fail(RejectReason.MALFORMED);
      return;
    }
    int count = 0;
    while (fault == null && parser.nextToken() != JsonToken.END_ARRAY) {
      if (++count > most) {
        fail(RejectReason.TOO_MANY);
      } else {
        JsonToken start = parser.currentToken();
        element.read(this);
        passOver(start);
      }
    }
  }

  /** The number here; another value is a fault. */
  public double number() throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      fail(RejectReason.MALFORMED);
      return 0;
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite((float) value)) {
      fail(RejectReason.NOT_FINITE);
      return 0;
    }
    return value;
  }

  /** Whether {@code true} stands here; another value than true or false is a fault. */
  public boolean flag() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      fail(RejectReason.MALFORMED);
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** The text here, or null for another value. */
  public @Nullable String text() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  /** Whether null stands here. */
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Notes a fault that the caller found, unless there is an earlier one. */
  public void fail(RejectReason reason) {
    if (fault == null) {
      fault = reason;
    }
  }

  /** Passes over the structure that began the value, unless it was read. */
  private void passOver(@Nullable JsonToken start) throws IOException {
    if (fault == null && start != null && parser.currentToken() == start && start.isStructStart()) {
      parser.skipChildren();
    }
  }
}
