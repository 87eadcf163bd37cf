package dev.afterglow.registry.revenue;

import java.util.Map;
import java.util.OptionalLong;

/** What whoever counts sales says of a room. */
public sealed interface RoomSales {

  /**
   * Committed figures.
   *
   * @param netMinor net GMV by currency: paid less cancelled and refunded
   * @param units units paid; empty where they are not known for certain
   * @param facts how many facts they stand on
   * @param provisional whether there are facts beside them that are not committed yet
   * @param flagged orders whose money cannot be taken as told, and facts that were not counted
   */
  record Counted(
      Map<String, Long> netMinor, OptionalLong units, long facts, boolean provisional, long flagged)
      implements RoomSales {
    /** Copies the map. */
    public Counted {
      netMinor = Map.copyOf(netMinor);
    }
  }

  /** Nothing was ever heard of the room. */
  record NoFacts() implements RoomSales {}

  /** No answer, or nothing that is committed. */
  record Unavailable() implements RoomSales {}
}
