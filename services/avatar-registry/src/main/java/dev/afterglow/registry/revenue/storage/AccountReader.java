package dev.afterglow.registry.revenue.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.lease.storage.PastLeases;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.revenue.Accounts;
import dev.afterglow.registry.revenue.Accounts.Opening;
import dev.afterglow.registry.revenue.RoomSales;
import dev.afterglow.registry.revenue.SalesFigures;
import dev.afterglow.registry.revenue.Settlement;
import dev.afterglow.registry.revenue.TermsVersion;
import dev.afterglow.registry.storage.CallersContext;
import dev.afterglow.registry.storage.StoredTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a statement stands on: the registry's own rows, then the sales of each room. */
@ApplicationScoped
public class AccountReader {
  /** The most rooms of one statement. */
  static final int MOST_ROOMS = 2_000;

  /** How many rooms are asked for at a time. */
  private static final int MOST_TOGETHER = 8;

  /** As far as terms may look back. */
  private static final int MOST_LOOK_BACK_MONTHS = 12;

  private final AirTimeStore times;
  private final PastLeases past;
  private final StatementStore statements;
  private final SalesFigures sales;
  private final Clock clock;

  @Inject
  AccountReader(
      AirTimeStore times,
      PastLeases past,
      StatementStore statements,
      SalesFigures sales,
      Clock clock) {
    this.times = times;
    this.past = past;
    this.statements = statements;
    this.sales = sales;
    this.clock = clock;
  }

  /**
   * Reads the accounts of a month.
   *
   * @param versions the licence's terms; one at least
   */
  Uni<Accounts> read(Licence licence, List<TermsVersion> versions, YearMonth month) {
    String tenant = CallersTenant.name();
    Instant now = StoredTime.now(clock);
    ZoneId zone = ZoneId.of(versions.getFirst().terms().timeZone());
    Instant from = month.atDay(1).atStartOfDay(zone).toInstant();
    Instant until = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
    YearMonth lookBack = month.minusMonths(MOST_LOOK_BACK_MONTHS);
    Licence.Grant grant = licence.grant();
    return Uni.combine()
        .all()
        .unis(
            times.times(grant.licenceId(), from, until, lookBack, now),
            past.keptSince(grant.licenceId(), from, until),
            opening(licence, versions, month, zone))
        .with(
            (onAir, keptSince, opening) ->
                new Accounts(
                    grant.licenceId(),
                    grant.terms().avatarId(),
                    month,
                    versions,
                    grant.terms().startTime(),
                    licence.endTime(),
                    onAir,
                    Map.of(),
                    opening,
                    keptSince,
                    now))
        .chain(accounts -> sales(tenant, Settlement.rooms(accounts)).map(accounts::with))
        .emitOn(CallersContext.now());
  }

  /** Of the first month nothing is open; of each other the month before has to be closed. */
  private Uni<Opening> opening(
      Licence licence, List<TermsVersion> versions, YearMonth month, ZoneId zone) {
    Instant begin = versions.getFirst().effectiveTime();
    Instant start = licence.grant().terms().startTime();
    YearMonth first = YearMonth.from((begin.isBefore(start) ? start : begin).atZone(zone));
    if (!month.isAfter(first)) {
      return Uni.createFrom().item(Opening.first());
    }
    String licenceId = licence.grant().licenceId();
    return Uni.combine()
        .all()
        .unis(
            statements.carried(licenceId, month.minusMonths(1)),
            statements.counted(licenceId, month.minusMonths(MOST_LOOK_BACK_MONTHS), month))
        .with((carried, counted) -> new Opening(carried.orElse(0), counted, carried.isPresent()));
  }

  private Uni<Map<String, RoomSales>> sales(String tenant, Set<String> rooms) {
    if (rooms.size() > MOST_ROOMS) {
      throw Faults.statementTooLarge(MOST_ROOMS);
    }
    Map<String, RoomSales> known = new HashMap<>();
    return Multi.createFrom()
        .iterable(rooms)
        .onItem()
        .transformToUni(room -> sales.of(tenant, room).map(it -> Map.entry(room, it)))
        .merge(MOST_TOGETHER)
        .collect()
        .asList()
        .map(
            entries -> {
              entries.forEach(it -> known.put(it.getKey(), it.getValue()));
              return known;
            });
  }
}
