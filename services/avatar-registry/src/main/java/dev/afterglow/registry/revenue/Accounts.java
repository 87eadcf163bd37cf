package dev.afterglow.registry.revenue;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * All that a statement stands on.
 *
 * @param licenceId which licence
 * @param avatarId its avatar
 * @param month which month, in the zone of the terms
 * @param versions the licence's revenue terms, oldest first; one at least
 * @param inForceFrom since when the licence is in force, inclusive
 * @param inForceUntil until when, exclusive: its end, or its revocation before that
 * @param onAir times of live selling in the rooms of the licence, under whichever licence
 * @param sales what is known of each of its rooms; a room that is missing is unavailable
 * @param opening what closed months left
 * @param keptSince since when times on air are kept
 * @param now the registry's clock
 */
public record Accounts(
    String licenceId,
    String avatarId,
    YearMonth month,
    List<TermsVersion> versions,
    Instant inForceFrom,
    Instant inForceUntil,
    List<OnAir> onAir,
    Map<String, RoomSales> sales,
    Opening opening,
    Instant keptSince,
    Instant now) {

  /** Copies the collections. */
  public Accounts {
    versions = List.copyOf(versions);
    onAir = List.copyOf(onAir);
    sales = Map.copyOf(sales);
  }

  /**
   * What closed months left.
   *
   * @param carriedMinor refunds beyond what there was to share, 0 or below
   * @param counted rooms that closed months counted
   * @param known whether every earlier month that has to be closed is
   */
  public record Opening(long carriedMinor, List<Counted> counted, boolean known) {
    /** Copies the list. */
    public Opening {
      counted = List.copyOf(counted);
    }

    /** Before the first month. */
    public static Opening first() {
      return new Opening(0, List.of(), true);
    }
  }

  /**
   * What closed months counted for a room so far.
   *
   * @param roomId which
   * @param month in which it counted first
   * @param netMinor net GMV
   * @param units units paid; 0 where they were not known
   */
  public record Counted(String roomId, YearMonth month, long netMinor, long units) {}

  /** The same with the sales known. */
  public Accounts with(Map<String, RoomSales> known) {
    return new Accounts(
        licenceId,
        avatarId,
        month,
        versions,
        inForceFrom,
        inForceUntil,
        onAir,
        known,
        opening,
        keptSince,
        now);
  }

  ZoneId zone() {
    return versions.getFirst().terms().zone();
  }

  Instant monthStart() {
    return month.atDay(1).atStartOfDay(zone()).toInstant();
  }

  Instant monthEnd() {
    return month.plusMonths(1).atDay(1).atStartOfDay(zone()).toInstant();
  }
}
