package dev.afterglow.commerce.figures;

import dev.afterglow.commerce.engine.RoomPlace;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A place in the list of rooms as a page token, opaque to callers. */
final class PlaceToken {
  private PlaceToken() {}

  static String of(RoomPlace place) {
    String plain =
        place.lastFact().getEpochSecond() + " " + place.lastFact().getNano() + " " + place.roomId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The place of a token; empty for the empty token.
   *
   * @throws IllegalArgumentException when it is none of ours
   */
  static Optional<RoomPlace> read(String token) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    String[] parts =
        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("no page token of this list");
    }
    try {
      Instant time = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
      return Optional.of(new RoomPlace(time, parts[2]));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("no page token of this list", e);
    }
  }
}
