package dev.afterglow.commerce.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.commerce.intake.FactIntake;
import dev.afterglow.facts.json.CloudEvents;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of an HTTP request in the three content modes of the CloudEvents HTTP binding 1.0.2:
 * structured, batched, and binary, in which the attributes are headers that begin with {@code ce-}.
 */
public final class EventBody {
  /** Structured mode, JSON. */
  public static final String STRUCTURED = "application/cloudevents+json";

  /** Batched mode, JSON. */
  public static final String BATCHED = "application/cloudevents-batch+json";

  private EventBody() {}

  /**
   * Reads a request.
   *
   * @param contentType the header, or empty
   * @param attributes the values of the headers that begin with {@code ce-}, by the rest of their
   *     names in lower case
   * @return empty where the content type is none of an event's
   * @throws AfterglowException EVENT_UNREADABLE
   */
  public static Optional<List<JsonNode>> events(
      String contentType, Map<String, String> attributes, byte[] body) {
    return switch (CloudEvents.mediaType(contentType)) {
      case STRUCTURED -> Optional.of(List.of(json(body)));
      case BATCHED -> Optional.of(batch(json(body)));
      case "", "application/json" ->
          attributes.containsKey("specversion")
              ? Optional.of(List.of(binary(attributes, body)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The events of an array. */
  public static List<JsonNode> batch(JsonNode array) {
    if (!array.isArray()) {
      throw unreadable("a batch is an array of events");
    }
    if (array.size() > FactIntake.MOST_FACTS) {
      throw unreadable("a batch has at most " + FactIntake.MOST_FACTS + " events");
    }
    List<JsonNode> events = new ArrayList<>(array.size());
    array.forEach(events::add);
    return events;
  }

  /**
   * The JSON of a body.
   *
   * @throws AfterglowException EVENT_UNREADABLE
   */
  public static JsonNode json(byte[] body) {
    try {
      JsonNode node = CloudEvents.json(body);
      if (node.isMissingNode()) {
        throw unreadable("the body is empty");
      }
      return node;
    } catch (IOException e) {
      throw unreadable("the body is no JSON, or has a key twice");
    }
  }

  private static JsonNode binary(Map<String, String> attributes, byte[] body) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    attributes.forEach((name, value) -> event.put(name, decoded(value)));
    if (body.length > 0) {
      event.set("data", json(body));
    }
    return event;
  }

  /** Undoes the percent-encoding that headers need beyond ASCII. */
  private static String decoded(String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    byte[] bytes = new byte[value.length() * 3];
    int length = 0;
    for (int at = 0; at < value.length(); at++) {
      char letter = value.charAt(at);
      if (letter == '%') {
        bytes[length++] = escaped(value, at);
        at += 2;
      } else {
        for (byte part : String.valueOf(letter).getBytes(StandardCharsets.UTF_8)) {
          bytes[length++] = part;
        }
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static byte escaped(String value, int at) {
    int high = at + 2 < value.length() ? Character.digit(value.charAt(at + 1), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(value.charAt(at + 2), 16);
    if (low < 0) {
      throw unreadable("an attribute's percent-encoding is broken");
    }
    return (byte) (high * 16 + low);
  }

  private static AfterglowException unreadable(String message) {
    return new AfterglowException("EVENT_UNREADABLE", Fault.INVALID, message);
  }
}
