package dev.afterglow.commerce.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.commerce.event.EventBody;
import dev.afterglow.commerce.event.ToldEvent;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.FactFault.Reason;
import dev.afterglow.facts.json.CloudEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * CloudEvents, one or an array, signed as the Standard Webhooks specification 1.0 describes: the
 * headers {@code webhook-id}, {@code webhook-timestamp} (seconds) and {@code webhook-signature},
 * which holds {@code v1,} and the base64 of HMAC-SHA256 over id, time and body with full stops
 * between, once for each secret. An event's source has to begin with the sender's own, so that no
 * sender speaks for another; an event without a room belongs to the shop's show, and one without
 * {@code senttime} was sent at the signature's time.
 */
final class StandardFormat implements WebhookFormat {
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";

  private final List<byte[]> keys;
  private final Duration tolerance;

  /**
   * A sender's format.
   *
   * @throws IllegalArgumentException where a secret is no base64
   */
  StandardFormat(Secrets secrets, Duration tolerance) {
    this.keys = secrets.texts().stream().map(StandardFormat::key).toList();
    this.tolerance = tolerance;
  }

  private static byte[] key(String secret) {
    String base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    return Base64.getDecoder().decode(base64);
  }

  @Override
  public boolean isSigned(Delivery delivery, Instant now) {
    String time = delivery.header("webhook-timestamp");
    if (!Moments.isSecondsNear(time, now, tolerance)) {
      return false;
    }
    byte[] head = Digests.utf8(delivery.header("webhook-id") + "." + time + ".");
    List<String> presented =
        Arrays.stream(delivery.header("webhook-signature").split(" ", -1))
            .filter(it -> it.startsWith(VERSION))
            .map(it -> it.substring(VERSION.length()))
            .toList();
    return keys.stream()
        .map(key -> Digests.hmac(key, head, delivery.body()))
        .anyMatch(made -> presented.stream().anyMatch(it -> Digests.isBase64Of(it, made)));
  }

  @Override
  public Translation translate(Delivery delivery, Rooms rooms, Instant received) {
    JsonNode body = EventBody.json(delivery.body());
    Translation translation = new Translation(rooms.source(), received);
    Instant signed = Instant.ofEpochSecond(Long.parseLong(delivery.header("webhook-timestamp")));
    List<JsonNode> events = body.isArray() ? EventBody.batch(body) : List.of(body);
    events.forEach(event -> add(event, signed, rooms, translation));
    return translation;
  }

  private static void add(JsonNode event, Instant signed, Rooms rooms, Translation translation) {
    String source = event.path("source").asText();
    if (!source.equals(rooms.source()) && !source.startsWith(rooms.source() + "/")) {
      translation.refuse(event.path("id").asText(), new FactFault(Reason.INVALID_FIELD, "source"));
      return;
    }
    if (event instanceof ObjectNode open) {
      fill(open, signed, rooms);
    }
    translation.add(new ToldEvent(event));
  }

  private static void fill(ObjectNode event, Instant signed, Rooms rooms) {
    Optional<Instant> happened = CloudEvents.time(event.path("time").asText());
    if (!event.has("senttime")) {
      // The signature's time is cut to whole seconds: what happened within its second was no later.
      Instant sent = happened.filter(it -> isWithin(it, signed)).orElse(signed);
      event.put("senttime", sent.toString());
    }
    if (!event.has("room")) {
      happened.flatMap(rooms::at).ifPresent(room -> event.put("room", room));
    }
  }

  private static boolean isWithin(Instant moment, Instant second) {
    return !moment.isBefore(second) && moment.isBefore(second.plusSeconds(1));
  }
}
