package dev.afterglow.commerce.figures;

import dev.afterglow.api.commerce.v1.MetricStanding;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.commerce.engine.RoomView;
import dev.afterglow.commerce.ledger.Opening;
import dev.afterglow.commerce.room.RoomFigures;
import dev.afterglow.commerce.show.Comparison;
import dev.afterglow.commerce.show.PastShows;
import dev.afterglow.commerce.show.Standing;
import dev.afterglow.commerce.show.Standings;
import java.util.Optional;
import java.util.function.BiFunction;

/** Rooms as messages, with where they stand among past shows. */
final class StandingMessages {
  private StandingMessages() {}

  /**
   * A room, and what is known of how it compares.
   *
   * @param standings compares it
   */
  static Room compared(
      RoomView view,
      Comparison comparison,
      BiFunction<Opening, RoomFigures, Optional<Standings>> standings) {
    Room room = RoomMessages.room(view);
    Optional<Opening> opening = comparison.opening(view.roomId());
    if (opening.isEmpty()) {
      return room;
    }
    Room.Builder compared = room.toBuilder().setShopId(opening.get().shopId());
    standings
        .apply(opening.get(), view.figures())
        .ifPresent(it -> it.standings().forEach(one -> compared.addStandings(message(one))));
    return compared.build();
  }

  private static MetricStanding message(Standing standing) {
    MetricStanding.Builder message =
        MetricStanding.newBuilder()
            .setMetricId(standing.key().metricId())
            .setCurrencyCode(standing.key().currency())
            .setValue(standing.value())
            .setShowCount(standing.shows())
            .setLeastShowCount(PastShows.LEAST);
    standing.percentile().ifPresent(message::setPercentile);
    return message.build();
  }
}
