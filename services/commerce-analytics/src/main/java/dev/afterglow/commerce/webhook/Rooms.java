package dev.afterglow.commerce.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where what one sender tells belongs.
 *
 * @param shows what the log says
 * @param source the sender's source of facts
 * @param shopId its shop
 * @param within how long after its opening a show is the one
 */
record Rooms(OpenShows shows, String source, String shopId, Duration within) {
  /** The room of the shop's show at a moment. */
  Optional<String> at(Instant moment) {
    return shows.show(shopId, moment, within);
  }

  /** The room of an order, or of the show at a moment where the order is not known. */
  Optional<String> of(String orderId, Instant moment) {
    return shows.order(source, orderId).or(() -> at(moment));
  }
}
