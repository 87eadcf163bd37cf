package dev.afterglow.commerce.playbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntUnaryOperator;

/** A show for tests: so many orders of one product in each minute, which somebody watches. */
public final class SoldShow {
  private final String roomId;
  private final Instant start;
  private final List<Fact> facts = new ArrayList<>();
  private int next;

  public SoldShow(String roomId, Instant start) {
    this.roomId = roomId;
    this.start = start;
  }

  public SoldShow tell(int minute, Happening what) {
    return tell(minute, "", what);
  }

  /** Tells of a viewer. */
  public SoldShow tell(int minute, String viewer, Happening what) {
    Instant time = start.plusSeconds(60L * minute + 1);
    String id = roomId + "-" + start.getEpochSecond() + "-" + next++;
    facts.add(new Fact("test", id, roomId, viewer, time, null, what));
    return this;
  }

  /** Sells from one minute to another, exclusive, to viewers of a name. */
  public SoldShow sell(
      String product, long minor, int from, int to, IntUnaryOperator orders, String viewers) {
    for (int minute = from; minute < to; minute++) {
      tell(minute, viewers + "-watches", new Happening.Heartbeat());
      for (int i = orders.applyAsInt(minute); i > 0; i--) {
        String order = UUID.nameUUIDFromBytes((roomId + start + next).getBytes(UTF_8)).toString();
        tell(minute, viewers + next, RoomFacts.created(order, RoomFacts.line(product, 1, minor)));
        tell(minute, new Happening.OrderPaid(order, new Money("CNY", minor)));
      }
    }
    return this;
  }

  /** Somebody watches, from one minute to another, exclusive. */
  public SoldShow watch(int from, int to) {
    for (int minute = from; minute < to; minute++) {
      tell(minute, "v-watches", new Happening.Heartbeat());
    }
    return this;
  }

  /** So many orders of the same lines, each paid with so much. */
  public SoldShow order(int minute, int orders, long paidMinor, Happening.OrderLine... lines) {
    for (int i = 0; i < orders; i++) {
      String order = UUID.nameUUIDFromBytes((roomId + start + next).getBytes(UTF_8)).toString();
      tell(minute, "v" + next, RoomFacts.created(order, lines));
      tell(minute, new Happening.OrderPaid(order, new Money("CNY", paidMinor)));
    }
    return this;
  }

  public List<Fact> facts() {
    return List.copyOf(facts);
  }
}
