package dev.afterglow.commerce.webhook;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which room a platform's push belongs to, learnt from the log: the shop's show that was on when it
 * happened, and for what comes later of an order the room in which that order was made. Bounded:
 * the last 64 shows of a shop, 10,000 rooms and the last 100,000 pushed orders; of an order beyond
 * that the rest counts for the show that is on. Safe for several threads.
 */
public final class OpenShows {
  private static final int MOST_SHOWS = 64;
  private static final int MOST_ROOMS = 10_000;
  private static final int MOST_ORDERS = 100_000;

  /** A map that forgets who came first. */
  private static final class Bounded<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Bounded(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > most;
    }
  }

  private final Bounded<TreeMap<Instant, String>> shows = new Bounded<>(MOST_ROOMS);
  private final Bounded<Boolean> opened = new Bounded<>(MOST_ROOMS);
  private final Bounded<String> orders = new Bounded<>(MOST_ORDERS);

  /** Learns from a fact of the log. */
  public synchronized void apply(Fact fact, Instant time) {
    switch (fact.what()) {
      // The first to say whose show a room is, is right; see ShowOpened.
      case Happening.ShowOpened show when opened.putIfAbsent(fact.roomId(), true) == null -> {
        TreeMap<Instant, String> ofShop =
            shows.computeIfAbsent(show.shopId(), _ -> new TreeMap<>());
        ofShop.put(time, fact.roomId());
        if (ofShop.size() > MOST_SHOWS) {
          ofShop.pollFirstEntry();
        }
      }
      case Happening.OrderCreated order when fact.source().startsWith(Translation.SOURCE) ->
          orders.put(fact.source() + " " + order.orderId(), fact.roomId());
      default -> {
        // Nothing that says where a push belongs.
      }
    }
  }

  /** The room of a shop's show that was opened last before a moment, and not longer ago. */
  public synchronized Optional<String> show(String shopId, Instant moment, Duration within) {
    return Optional.ofNullable(shows.get(shopId))
        .map(ofShop -> ofShop.floorEntry(moment))
        .filter(show -> !show.getKey().isBefore(moment.minus(within)))
        .map(Map.Entry::getValue);
  }

  /** The room in which a pushed order was made. */
  public synchronized Optional<String> order(String source, String orderId) {
    return Optional.ofNullable(orders.get(source + " " + orderId));
  }
}
