package dev.afterglow.registry.revenue;

import dev.afterglow.registry.revenue.Statement.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a room brought in under a licence, and notes what is missing. */
final class RoomReading {
  private final Accounts accounts;
  private final AirTime air;
  private final List<Gap> gaps;

  RoomReading(Accounts accounts, AirTime air, List<Gap> gaps) {
    this.accounts = accounts;
    this.air = air;
    this.gaps = gaps;
  }

  /**
   * A room's figures under the licence.
   *
   * @param netMinor net GMV
   * @param units units paid; null where they are not known
   * @param facts how many facts they stand on
   */
  record Read(long netMinor, @Nullable Long units, long facts) {}

  /** Reads a room; empty where it is not counted, and then a gap says why. */
  Optional<Read> read(String roomId, RevenueTerms terms) {
    return switch (accounts.sales().getOrDefault(roomId, new RoomSales.Unavailable())) {
      case RoomSales.Unavailable _ -> missing(GapKind.FIGURES_UNAVAILABLE, roomId, 0);
      case RoomSales.NoFacts _ -> {
        gaps.add(new Gap(GapKind.ROOM_WITHOUT_FACTS, roomId, 0));
        yield Optional.of(new Read(0, 0L, 0));
      }
      case RoomSales.Counted counted -> counted(roomId, terms, counted);
    };
  }

  private Optional<Read> missing(GapKind kind, String subject, long amount) {
    gaps.add(new Gap(kind, subject, amount));
    return Optional.empty();
  }

  private Optional<Read> counted(String roomId, RevenueTerms terms, RoomSales.Counted counted) {
    if (counted.provisional()) {
      gaps.add(new Gap(GapKind.FIGURES_PROVISIONAL, roomId, 0));
    }
    if (counted.flagged() > 0) {
      gaps.add(new Gap(GapKind.FIGURES_FLAGGED, roomId, 0));
    }
    counted
        .netMinor()
        .forEach(
            (currency, minor) -> {
              if (!currency.equals(terms.currency()) && minor != 0) {
                gaps.add(new Gap(GapKind.OTHER_CURRENCY, roomId + " " + currency, minor));
              }
            });
    long net = counted.netMinor().getOrDefault(terms.currency(), 0L);
    Map<String, Long> shares = air.sharesOf(roomId);
    if (shares.size() > 1 && terms.sharedRooms() == SharedRoomRule.UNSTATED) {
      return missing(GapKind.ROOM_SHARED, roomId, net);
    }
    if (counted.units().isEmpty() && terms.countsUnits()) {
      gaps.add(new Gap(GapKind.UNITS_UNKNOWN, roomId, 0));
    }
    return Optional.of(
        new Read(
            mine(shares, net),
            counted.units().isPresent()
                ? Long.valueOf(mine(shares, counted.units().getAsLong()))
                : null,
            counted.facts()));
  }

  /** What of an amount is this licence's; that of all licences of the room adds up to it. */
  private long mine(Map<String, Long> shares, long amount) {
    List<String> licences = new ArrayList<>(shares.keySet());
    int me = licences.indexOf(accounts.licenceId());
    if (licences.size() == 1 && me == 0) {
      return amount;
    }
    if (me < 0) {
      // Times on air of a room are kept as long as it counts; without them nothing can be told.
      throw new IllegalStateException("a room of the licence without its times on air");
    }
    return LargestRemainder.divide(amount, new ArrayList<>(shares.values())).get(me);
  }
}
