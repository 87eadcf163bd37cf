package dev.afterglow.facts;

import dev.afterglow.facts.FactFault.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a room.
 *
 * @param source who says so, 1 to 128 characters; example: "shop/taobao/882"
 * @param id the source's own id for it, 1 to 128 characters; source and id name one fact for ever
 * @param roomId the room, a UUID; kept in lower case
 * @param viewer the viewer's pseudonym, 0 to 64 characters; empty where no viewer is meant
 * @param occurred when it happened on the client's clock
 * @param sent when the client sent it on the same clock; null = as it happened
 * @param what what happened
 * @param client which program told it, 0 to 64 visible ASCII characters; example: "web/1.4.2"
 * @param schemaVersion of the layout that the client wrote; only {@link #SCHEMA_VERSION} is known
 * @throws FactFault when a field breaks its rule
 */
public record Fact(
    String source,
    String id,
    String roomId,
    String viewer,
    Instant occurred,
    @Nullable Instant sent,
    Happening what,
    String client,
    int schemaVersion) {
  /** The layout of facts that this release knows. */
  public static final int SCHEMA_VERSION = 1;

  /** How far ahead of its reference a fact may claim to lie. */
  public static final Duration MOST_AHEAD = Duration.ofMinutes(5);

  // The span of google.protobuf.Timestamp; arithmetic on it cannot overflow.
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  public Fact {
    Check.text("source", source, 1, 128);
    Check.text("id", id, 1, 128);
    Check.text("viewer_pseudonym", viewer, 0, 64);
    if (!isUuid(roomId)) {
      throw new FactFault(Reason.INVALID_FIELD, "room_id");
    }
    roomId = roomId.toLowerCase(Locale.ROOT);
    checkTime("occur_time", occurred);
    if (sent != null) {
      checkTime("send_time", sent);
    }
    Check.visible("client", client, 64);
    Check.range("schema_version", schemaVersion, SCHEMA_VERSION, SCHEMA_VERSION);
  }

  /** Of a client that was not told, in the layout of this release. */
  public Fact(
      String source,
      String id,
      String roomId,
      String viewer,
      Instant occurred,
      @Nullable Instant sent,
      Happening what) {
    this(source, id, roomId, viewer, occurred, sent, what, "", SCHEMA_VERSION);
  }

  // Once for every fact: a pattern would take longer than the rest of the checks together.
  private static boolean isUuid(String text) {
    boolean fits = text.length() == 36;
    for (int i = 0; fits && i < 36; i++) {
      char letter = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      fits = dash ? letter == '-' : letter < 128 && Character.digit(letter, 16) >= 0;
    }
    return fits;
  }

  private static void checkTime(String field, Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
  }

  /**
   * How far ahead the fact lies: of its own sending where that is told, since both stand on one
   * clock, else of its receipt.
   */
  public Duration ahead(Instant received) {
    return Duration.between(sent == null ? received : sent, occurred);
  }

  /**
   * Refuses a fact that lies more than five minutes in the future.
   *
   * @throws FactFault with {@link Reason#FROM_THE_FUTURE}
   */
  public void requireNotAhead(Instant received) {
    if (ahead(received).compareTo(MOST_AHEAD) > 0) {
      throw new FactFault(Reason.FROM_THE_FUTURE, "occur_time");
    }
  }

  /** The same fact of a viewer who is called otherwise. */
  public Fact calling(String name) {
    return new Fact(source, id, roomId, name, occurred, sent, what, client, schemaVersion);
  }

  /** The same fact, sent at another time. */
  public Fact sentAt(Instant time) {
    return new Fact(source, id, roomId, viewer, occurred, time, what, client, schemaVersion);
  }

  @Override
  public String toString() {
    return "Fact[" + source + " " + id + " " + what.getClass().getSimpleName() + "]";
  }
}
