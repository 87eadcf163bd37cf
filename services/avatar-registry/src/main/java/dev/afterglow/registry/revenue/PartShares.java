package dev.afterglow.registry.revenue;

import dev.afterglow.registry.revenue.Statement.Basis;
import dev.afterglow.registry.revenue.Statement.Line;
import dev.afterglow.registry.revenue.Statement.Part;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a part of a month. Shares, fees and what is kept are fractions of one denominator that
 * add up to the base; they are rounded together. Then minimums and caps move whole units between a
 * party and the keeper.
 */
final class PartShares {
  private static final long HOUR_MS = 3_600_000;

  /** Hundredths of a percent divide an hour's milliseconds: one denominator for both. */
  private static final BigInteger DENOMINATOR = BigInteger.valueOf(HOUR_MS);

  private static final long SHARE_FACTOR = HOUR_MS / RevenueTerms.WHOLE_BASIS_POINTS;

  private final int index;
  private final Part part;
  private final RevenueTerms terms;
  private final List<Claim> claims = new ArrayList<>();

  private PartShares(int index, Part part, RevenueTerms terms) {
    this.index = index;
    this.part = part;
    this.terms = terms;
  }

  /** An amount before it is rounded. */
  private record Claim(
      Party party, Basis basis, long figure, long numerator, long denominator, BigInteger exact) {}

  /**
   * The lines of a part.
   *
   * @param beforeMinor what the parts before it shared: tiers count over the whole month
   */
  static List<Line> of(
      int index,
      Part part,
      RevenueTerms terms,
      long beforeMinor,
      Instant monthStart,
      Instant monthEnd) {
    PartShares shares = new PartShares(index, part, terms);
    shares.claimShares(beforeMinor);
    shares.claimFees();
    return shares.bounded(
        shares.rounded(),
        Duration.between(part.start(), part.end()).toMillis(),
        Duration.between(monthStart, monthEnd).toMillis());
  }

  private void claimShares(long before) {
    long after = Math.addExact(before, part.baseMinor());
    for (RevenueTerms.Share share : terms.shares()) {
      List<RevenueTerms.Tier> tiers = share.tiers();
      for (int i = 0; i < tiers.size(); i++) {
        long from = Math.max(before, tiers.get(i).fromMinor());
        long until = i + 1 < tiers.size() ? Math.min(after, tiers.get(i + 1).fromMinor()) : after;
        if (until > from) {
          claim(
              share.party(),
              Basis.SHARE,
              until - from,
              tiers.get(i).basisPoints(),
              RevenueTerms.WHOLE_BASIS_POINTS,
              SHARE_FACTOR);
        }
      }
    }
  }

  private void claimFees() {
    for (RevenueTerms.Fee fee : terms.fees()) {
      switch (fee.unit()) {
        case HOUR_ON_AIR ->
            claim(fee.party(), Basis.HOURS, part.onAirMs(), fee.amountMinor(), HOUR_MS, 1);
        case UNIT_PAID ->
            claim(fee.party(), Basis.UNITS, part.units(), fee.amountMinor(), 1, HOUR_MS);
      }
    }
  }

  private void claim(
      Party party, Basis basis, long figure, long numerator, long denominator, long factor) {
    BigInteger exact =
        BigInteger.valueOf(figure)
            .multiply(BigInteger.valueOf(numerator))
            .multiply(BigInteger.valueOf(factor));
    claims.add(new Claim(party, basis, figure, numerator, denominator, exact));
  }

  private List<Line> rounded() {
    BigInteger claimed = claims.stream().map(Claim::exact).reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger kept = BigInteger.valueOf(part.baseMinor()).multiply(DENOMINATOR).subtract(claimed);
    claims.add(new Claim(terms.keeper(), Basis.KEPT, part.baseMinor(), 1, 1, kept));
    List<Long> amounts =
        LargestRemainder.round(claims.stream().map(Claim::exact).toList(), DENOMINATOR);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      lines.add(
          new Line(
              index,
              claim.party(),
              claim.basis(),
              claim.figure(),
              claim.numerator(),
              claim.denominator(),
              amounts.get(i)));
    }
    return lines;
  }

  private List<Line> bounded(List<Line> lines, long partMs, long monthMs) {
    Line kept = lines.removeLast();
    long moved = 0;
    for (RevenueTerms.Bound bound : terms.bounds()) {
      long earned =
          lines.stream()
              .filter(line -> line.party().equals(bound.party()))
              .mapToLong(Line::amountMinor)
              .reduce(0, Math::addExact);
      long least = inProportion(bound.guaranteedMinor(), partMs, monthMs);
      Long cap = bound.capMinor();
      long most = cap == null ? Long.MAX_VALUE : inProportion(cap, partMs, monthMs);
      if (earned < least) {
        lines.add(bound(bound.party(), Basis.GUARANTEE, least, least - earned));
        moved = Math.addExact(moved, least - earned);
      } else if (earned > most) {
        lines.add(bound(bound.party(), Basis.CAP, most, most - earned));
        moved = Math.addExact(moved, most - earned);
      }
    }
    lines.add(
        new Line(
            index,
            kept.party(),
            Basis.KEPT,
            kept.figure(),
            1,
            1,
            Math.subtractExact(kept.amountMinor(), moved)));
    return lines;
  }

  private Line bound(Party party, Basis basis, long figure, long amount) {
    return new Line(index, party, basis, figure, 1, 1, amount);
  }

  /** Rounded up, for the party: what is doubtful is read for whom it protects. */
  private static long inProportion(long monthly, long partMs, long monthMs) {
    return BigDecimal.valueOf(monthly)
        .multiply(BigDecimal.valueOf(partMs))
        .divide(BigDecimal.valueOf(monthMs), 0, RoundingMode.CEILING)
        .longValueExact();
  }
}
