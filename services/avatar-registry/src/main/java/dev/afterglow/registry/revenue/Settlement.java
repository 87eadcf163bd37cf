package dev.afterglow.registry.revenue;

import dev.afterglow.registry.revenue.Statement.Gap;
import dev.afterglow.registry.revenue.Statement.Line;
import dev.afterglow.registry.revenue.Statement.Part;
import dev.afterglow.registry.revenue.Statement.RoomFigure;
import dev.afterglow.registry.revenue.Statement.Total;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Works a statement out. The answer depends on nothing but the accounts, and not on the order in
 * which their rooms or times stand.
 *
 * <pre>
 *   month ∩ in force ∩ version ──▶ parts
 *   room ──first on air──▶ its part; counted earlier ──▶ what changed since, in the first part
 *   base of a part = what is carried + its rooms; below 0 it is 0, and the rest is carried on
 * </pre>
 */
public final class Settlement {
  private final Accounts accounts;
  private final AirTime air;
  private final RoomReading reading;
  private final List<Gap> gaps = new ArrayList<>();
  private final List<RoomFigure> rooms = new ArrayList<>();

  private Settlement(Accounts accounts) {
    this.accounts = accounts;
    this.air = new AirTime(accounts.onAir());
    this.reading = new RoomReading(accounts, air, gaps);
  }

  /**
   * The statement of the accounts' month; empty where no version of the terms is in force in it.
   */
  public static Optional<Statement> of(Accounts accounts) {
    List<Span> spans = spans(accounts);
    return spans.isEmpty() ? Optional.empty() : Optional.of(new Settlement(accounts).over(spans));
  }

  /** The rooms whose sales a statement reads: new in the month, or counted and still looked at. */
  public static Set<String> rooms(Accounts accounts) {
    Set<String> rooms = new TreeSet<>();
    new AirTime(accounts.onAir())
        .firstTimes(accounts.licenceId())
        .forEach(
            (room, first) -> {
              if (!first.isBefore(accounts.monthStart()) && first.isBefore(accounts.monthEnd())) {
                rooms.add(room);
              }
            });
    accounts.opening().counted().forEach(counted -> rooms.add(counted.roomId()));
    return rooms;
  }

  /** A part of the month before its figures are known. */
  private record Span(TermsVersion version, Instant start, Instant end) {
    boolean holds(Instant moment) {
      return !moment.isBefore(start) && moment.isBefore(end);
    }
  }

  private static List<Span> spans(Accounts accounts) {
    List<Span> spans = new ArrayList<>();
    List<TermsVersion> versions = accounts.versions();
    for (int i = 0; i < versions.size(); i++) {
      Instant next =
          i + 1 < versions.size() ? versions.get(i + 1).effectiveTime() : accounts.inForceUntil();
      Instant start =
          latest(versions.get(i).effectiveTime(), accounts.inForceFrom(), accounts.monthStart());
      Instant end = earliest(next, accounts.inForceUntil(), accounts.monthEnd());
      if (start.isBefore(end)) {
        spans.add(new Span(versions.get(i), start, end));
      }
    }
    return spans;
  }

  private static Instant latest(Instant... moments) {
    return List.of(moments).stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  private static Instant earliest(Instant... moments) {
    return List.of(moments).stream().min(Comparator.naturalOrder()).orElseThrow();
  }

  private Statement over(List<Span> spans) {
    readNewRooms(spans);
    readAdjustments(spans.getLast().version().terms());
    rooms.sort(Comparator.comparing(RoomFigure::roomId));
    if (!accounts.opening().known()) {
      gaps.add(new Gap(GapKind.MONTH_BEFORE_OPEN, accounts.month().minusMonths(1).toString(), 0));
    }
    if (spans.getFirst().start().isBefore(accounts.keptSince())) {
      gaps.add(new Gap(GapKind.HOURS_NOT_KEPT, "", 0));
    }
    long carry = accounts.opening().carriedMinor();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      long base = Math.addExact(carry, netOf(i));
      carry = Math.min(base, 0);
      parts.add(part(spans.get(i), i, Math.max(base, 0)));
    }
    return statement(spans, parts, carry);
  }

  private void readNewRooms(List<Span> spans) {
    for (Map.Entry<String, Instant> room : air.firstTimes(accounts.licenceId()).entrySet()) {
      Instant first = room.getValue();
      if (first.isBefore(accounts.monthStart()) || !first.isBefore(accounts.monthEnd())) {
        continue;
      }
      int part = partOf(spans, first);
      if (part < 0) {
        gaps.add(new Gap(GapKind.NO_TERMS_THEN, room.getKey(), 0));
      } else {
        reading
            .read(room.getKey(), spans.get(part).version().terms())
            .ifPresent(
                it ->
                    rooms.add(
                        new RoomFigure(
                            room.getKey(), part, false, it.netMinor(), it.units(), it.facts())));
      }
    }
  }

  private static int partOf(List<Span> spans, Instant moment) {
    for (int i = 0; i < spans.size(); i++) {
      if (spans.get(i).holds(moment)) {
        return i;
      }
    }
    return -1;
  }

  private void readAdjustments(RevenueTerms terms) {
    for (Accounts.Counted counted : accounts.opening().counted()) {
      if (counted.month().plusMonths(terms.lookBackMonths()).isBefore(accounts.month())) {
        continue;
      }
      reading
          .read(counted.roomId(), terms)
          .map(now -> changed(counted, now))
          .filter(it -> it.netMinor() != 0 || (it.units() != null && it.units() != 0))
          .ifPresent(rooms::add);
    }
  }

  private static RoomFigure changed(Accounts.Counted before, RoomReading.Read now) {
    Long units = now.units();
    return new RoomFigure(
        before.roomId(),
        0,
        true,
        Math.subtractExact(now.netMinor(), before.netMinor()),
        units == null ? null : Long.valueOf(Math.subtractExact(units, before.units())),
        now.facts());
  }

  private long netOf(int part) {
    return rooms.stream()
        .filter(room -> room.part() == part)
        .mapToLong(RoomFigure::netMinor)
        .reduce(0, Math::addExact);
  }

  private Part part(Span span, int index, long base) {
    long units =
        rooms.stream()
            .filter(room -> room.part() == index)
            .map(RoomFigure::units)
            .filter(Objects::nonNull)
            .reduce(0L, Math::addExact);
    return new Part(
        span.version().version(),
        span.version().sha256Hex(),
        span.start(),
        span.end(),
        base,
        air.withinMs(accounts.licenceId(), span.start(), span.end()),
        Math.max(units, 0));
  }

  private Statement statement(List<Span> spans, List<Part> parts, long carriedOut) {
    List<Line> lines = new ArrayList<>();
    long before = 0;
    for (int i = 0; i < parts.size(); i++) {
      lines.addAll(
          PartShares.of(
              i,
              parts.get(i),
              spans.get(i).version().terms(),
              before,
              accounts.monthStart(),
              accounts.monthEnd()));
      before = Math.addExact(before, parts.get(i).baseMinor());
    }
    RevenueTerms terms = spans.getFirst().version().terms();
    return new Statement(
        accounts.licenceId(),
        accounts.avatarId(),
        accounts.month().toString(),
        terms.currency(),
        terms.timeZone(),
        !accounts.now().isBefore(accounts.monthEnd()),
        parts,
        rooms,
        accounts.opening().carriedMinor(),
        carriedOut,
        before,
        lines,
        totals(lines),
        gaps.stream()
            .distinct()
            .sorted(Comparator.comparing(Gap::kind).thenComparing(Gap::subject))
            .toList());
  }

  private static List<Total> totals(List<Line> lines) {
    Map<Party, Long> sums = new TreeMap<>();
    lines.forEach(line -> sums.merge(line.party(), line.amountMinor(), Math::addExact));
    return sums.entrySet().stream().map(it -> new Total(it.getKey(), it.getValue())).toList();
  }
}
