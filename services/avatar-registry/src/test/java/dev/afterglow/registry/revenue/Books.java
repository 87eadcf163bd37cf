package dev.afterglow.registry.revenue;

import dev.afterglow.registry.revenue.Accounts.Opening;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Accounts of one licence in November 2026, Shanghai, as tests change them. */
final class Books {
  static final String LICENCE = "licence-b";
  static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  static final Instant START = Instant.parse("2026-10-31T16:00:00Z");
  static final Instant END = Instant.parse("2026-11-30T16:00:00Z");
  static final Party OWNER = new Party(PartyRole.LIKENESS_OWNER, "person-1");
  static final Party INVESTOR = new Party(PartyRole.INVESTOR, "fund-1");
  static final Party PLATFORM = new Party(PartyRole.PLATFORM, "afterglow");
  static final Party OPERATOR = new Party(PartyRole.OPERATOR, "org-7");

  YearMonth month = NOVEMBER;
  List<TermsVersion> versions = List.of(new TermsVersion(1, terms(List.of()), START));
  Instant from = START;
  Instant until = END.plusSeconds(365L * 86_400);
  List<OnAir> onAir = new ArrayList<>();
  Map<String, RoomSales> sales = new HashMap<>();
  Opening opening = Opening.first();
  Instant keptSince = Instant.EPOCH;
  Instant now = END;

  static RevenueTerms terms(List<RevenueTerms.Share> shares) {
    return terms(shares, List.of(), List.of(), SharedRoomRule.UNSTATED, 3);
  }

  static RevenueTerms terms(
      List<RevenueTerms.Share> shares,
      List<RevenueTerms.Fee> fees,
      List<RevenueTerms.Bound> bounds,
      SharedRoomRule shared,
      int lookBack) {
    return new RevenueTerms(
        "CNY", "Asia/Shanghai", OPERATOR, shares, fees, bounds, shared, lookBack);
  }

  static RevenueTerms.Share share(Party party, int basisPoints) {
    return new RevenueTerms.Share(party, List.of(new RevenueTerms.Tier(0, basisPoints)));
  }

  /** The terms hold from the start on, alone. */
  Books under(RevenueTerms terms) {
    versions = List.of(new TermsVersion(1, terms, START));
    return this;
  }

  /** A room that was on air for some time under the licence, with its net sales. */
  Books room(String room, Instant start, long seconds, long netMinor) {
    return air(LICENCE, room, start, seconds).sold(room, netMinor, 0);
  }

  Books air(String licence, String room, Instant start, long seconds) {
    onAir.add(new OnAir(licence, room, start, start.plusSeconds(seconds)));
    return this;
  }

  Books sold(String room, long netMinor, long units) {
    sales.put(
        room, new RoomSales.Counted(Map.of("CNY", netMinor), OptionalLong.of(units), 10, false, 0));
    return this;
  }

  Accounts accounts() {
    return new Accounts(
        LICENCE, "avatar", month, versions, from, until, onAir, sales, opening, keptSince, now);
  }

  Statement statement() {
    return Settlement.of(accounts()).orElseThrow();
  }

  static long total(Statement statement, Party party) {
    return statement.totals().stream()
        .filter(total -> total.party().equals(party))
        .mapToLong(Statement.Total::amountMinor)
        .sum();
  }
}
