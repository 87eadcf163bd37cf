package dev.afterglow.commerce.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.afterglow.commerce.event.EventBody;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.FactFault.Reason;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What viewers do in a live room, as Douyin's open platform pushes it: arrays of {@code
 * live_comment}, {@code live_like} and {@code live_gift}, the kind in {@code x-msg-type}; other
 * kinds are taken and say nothing. {@code x-signature} is the base64 of MD5 over the headers {@code
 * x-msg-type}, {@code x-nonce-str}, {@code x-roomid} and {@code x-timestamp} in this order as
 * {@code name=value} joined by {@code &}, the body and the secret. {@code x-timestamp} is in
 * milliseconds.
 *
 * <p>A gift's worth, {@code gift_value}, is in fen. What is marked as a test is left out. Of the
 * viewer nothing but a pseudonym is kept: no nickname and no portrait.
 */
final class DouyinLiveFormat implements WebhookFormat {
  private static final List<String> SIGNED =
      List.of("x-msg-type", "x-nonce-str", "x-roomid", "x-timestamp");
  private static final int MOST_TEXT = 500;
  private static final int MOST_LIKES = 10_000;
  private static final long LAST_MS = 253_402_300_799_999L;

  private final List<byte[]> secrets;
  private final PseudonymKey pseudonyms;
  private final Duration tolerance;

  DouyinLiveFormat(Secrets secrets, PseudonymKey pseudonyms, Duration tolerance) {
    this.secrets = secrets.texts().stream().map(Digests::utf8).toList();
    this.pseudonyms = pseudonyms;
    this.tolerance = tolerance;
  }

  @Override
  public boolean isSigned(Delivery delivery, Instant now) {
    return Moments.isMillisecondsNear(delivery.header("x-timestamp"), now, tolerance)
        && bearsSignature(delivery);
  }

  /** Whether the signature is right, whenever it was made. */
  boolean bearsSignature(Delivery delivery) {
    TreeMap<String, String> signed = new TreeMap<>();
    SIGNED.forEach(name -> signed.put(name, delivery.header(name)));
    byte[] head =
        Digests.utf8(
            signed.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&")));
    return secrets.stream()
        .map(secret -> Digests.md5(head, delivery.body(), secret))
        .anyMatch(made -> Digests.isBase64Of(delivery.header("x-signature"), made));
  }

  @Override
  public Translation translate(Delivery delivery, Rooms rooms, Instant received) {
    Translation translation = new Translation(rooms.source(), received);
    String kind = delivery.header("x-msg-type");
    for (JsonNode told : EventBody.batch(EventBody.json(delivery.body()))) {
      if (!told.path("test").asBoolean()) {
        what(kind, told).ifPresent(it -> add(translation, rooms, told, it));
      }
    }
    return translation;
  }

  private static Optional<Supplier<Happening>> what(String kind, JsonNode told) {
    return switch (kind) {
      case "live_comment" -> Optional.of(() -> new Happening.Comment(text(told)));
      case "live_like" ->
          Optional.of(
              () -> new Happening.Like((int) Math.min(whole(told, "like_num"), MOST_LIKES)));
      case "live_gift" ->
          Optional.of(() -> new Happening.Gift(new Money("CNY", whole(told, "gift_value"))));
      default -> Optional.empty();
    };
  }

  private void add(Translation translation, Rooms rooms, JsonNode told, Supplier<Happening> what) {
    String id = told.path("msg_id").asText();
    try {
      long ms = whole(told, "timestamp");
      if (ms < 0 || ms > LAST_MS) {
        throw new FactFault(Reason.INVALID_FIELD, "timestamp");
      }
      Instant moment = Instant.ofEpochMilli(ms);
      String viewer = pseudonyms.of(told.path("sec_openid").asText());
      translation.add(rooms.at(moment), id, viewer, moment, what);
    } catch (FactFault e) {
      translation.refuse(id, e);
    }
  }

  private static String text(JsonNode told) {
    JsonNode content = told.path("content");
    if (!content.isTextual()) {
      throw new FactFault(Reason.INVALID_FIELD, "content");
    }
    String text = content.textValue();
    return text.codePointCount(0, text.length()) <= MOST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_TEXT));
  }

  private static long whole(JsonNode told, String field) {
    JsonNode value = told.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
    return value.longValue();
  }
}
