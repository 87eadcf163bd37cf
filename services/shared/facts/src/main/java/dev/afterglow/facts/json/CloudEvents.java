package dev.afterglow.facts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.FactFault.Reason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Facts as CloudEvents 1.0 in their JSON format (CNCF, CloudEvents JSON event format 1.0.2).
 *
 * <pre>
 *   specversion      "1.0"
 *   id, source       those of the fact
 *   type             "dev.afterglow.fact.KIND.v1"; the kinds are those of {@link HappeningJson},
 *                    and the number at the end is the schema's version
 *   time             when it happened on the client's clock, RFC 3339
 *   datacontenttype  absent, or application/json
 *   room             extension: the room, a UUID
 *   client           extension: which program told it, default none
 *   viewer           extension: the viewer's pseudonym, default none
 *   senttime         extension: when the client sent it, RFC 3339, default as it happened
 *   data             an object with the fields of the kind, or data_base64 with one
 * </pre>
 *
 * Other attributes are passed over, as the specification asks.
 */
public final class CloudEvents {
  private static final Pattern TYPE =
      Pattern.compile("dev\\.afterglow\\.fact\\.([a-z]{1,32})\\.v([0-9]{1,4})");
  private static final int MOST_TEXT = 256 << 10;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(MOST_TEXT)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CloudEvents() {}

  /**
   * Reads JSON as strictly as events are read: a key that comes twice, more than one value, and
   * nesting beyond 16 are errors.
   *
   * @throws IOException when it is no JSON
   */
  public static JsonNode json(byte[] bytes) throws IOException {
    return JSON.readTree(bytes);
  }

  /** The type of an event of a kind. */
  public static String type(String kind) {
    return "dev.afterglow.fact." + kind + ".v1";
  }

  /**
   * The fact of an event.
   *
   * @throws FactFault when an attribute, or a field of the data, breaks its rule
   */
  public static Fact read(JsonNode event) {
    if (!HappeningJson.text(event, "specversion").equals("1.0")) {
      throw new FactFault(Reason.INVALID_FIELD, "specversion");
    }
    Matcher type = TYPE.matcher(HappeningJson.text(event, "type"));
    if (!type.matches() || Integer.parseInt(type.group(2)) != Fact.SCHEMA_VERSION) {
      throw new FactFault(Reason.INVALID_FIELD, "type");
    }
    return new Fact(
        HappeningJson.text(event, "source"),
        HappeningJson.text(event, "id"),
        HappeningJson.text(event, "room"),
        HappeningJson.textOr(event, "viewer", ""),
        time(event, "time"),
        event.has("senttime") ? time(event, "senttime") : null,
        HappeningJson.read(type.group(1), data(event)),
        HappeningJson.textOr(event, "client", ""),
        Fact.SCHEMA_VERSION);
  }

  private static JsonNode data(JsonNode event) {
    String content = HappeningJson.textOr(event, "datacontenttype", "application/json");
    if (!mediaType(content).equals("application/json")) {
      throw new FactFault(Reason.INVALID_FIELD, "datacontenttype");
    }
    JsonNode data = event.has("data_base64") ? decoded(event) : event.path("data");
    if (data.isMissingNode() || data.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!data.isObject()) {
      throw new FactFault(Reason.INVALID_FIELD, "data");
    }
    return data;
  }

  private static JsonNode decoded(JsonNode event) {
    if (event.has("data")) {
      throw new FactFault(Reason.INVALID_FIELD, "data");
    }
    try {
      return json(Base64.getDecoder().decode(HappeningJson.text(event, "data_base64")));
    } catch (IllegalArgumentException | IOException e) {
      throw new FactFault(Reason.INVALID_FIELD, "data_base64");
    }
  }

  /** A media type without its parameters, in lower case. */
  public static String mediaType(String content) {
    return content.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static Instant time(JsonNode event, String attribute) {
    return time(HappeningJson.text(event, attribute))
        .orElseThrow(() -> new FactFault(Reason.INVALID_FIELD, attribute));
  }

  /** The moment of an RFC 3339 text; empty where it is none. */
  public static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
