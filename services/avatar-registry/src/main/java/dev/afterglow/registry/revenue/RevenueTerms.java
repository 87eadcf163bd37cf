package dev.afterglow.registry.revenue;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is owed what under a licence. Parties stand in the order of role and id, so that equal terms
 * are the same text.
 *
 * @param currency ISO 4217; nothing in another one is ever counted
 * @param timeZone the IANA zone whose calendar months are settled
 * @param keeper who keeps what the others are not owed, and pays what is missing; no party of the
 *     lists
 * @param shares shares of net GMV; at most 20, at no amount more than 10,000 basis points together
 * @param fees fees; at most 20
 * @param bounds minimums and caps; at most 20
 * @param sharedRooms what becomes of rooms that other licences share
 * @param lookBackMonths for how many months after its own a room's refunds still count, 0 to 12
 */
public record RevenueTerms(
    String currency,
    String timeZone,
    Party keeper,
    List<Share> shares,
    List<Fee> fees,
    List<Bound> bounds,
    SharedRoomRule sharedRooms,
    int lookBackMonths) {
  /** Hundredths of a percent in the whole. */
  public static final int WHOLE_BASIS_POINTS = 10_000;

  private static final int MOST_ENTRIES = 20;
  private static final int MOST_TIERS = 10;
  private static final long MOST_MINOR = 1_000_000_000_000L;

  /**
   * A share of net GMV.
   *
   * @param party whose
   * @param tiers by net GMV, rising from 0; 1 to 10
   */
  public record Share(Party party, List<Tier> tiers) {
    /** Copies the list and checks its order. */
    public Share {
      tiers = List.copyOf(tiers);
      require(!tiers.isEmpty() && tiers.size() <= MOST_TIERS, "a share has 1 to 10 tiers");
      require(tiers.getFirst().fromMinor() == 0, "a share's first tier is from 0");
      for (int i = 1; i < tiers.size(); i++) {
        require(tiers.get(i - 1).fromMinor() < tiers.get(i).fromMinor(), "tiers rise");
      }
    }

    int basisPointsAt(long minor) {
      int found = 0;
      for (Tier tier : tiers) {
        found = tier.fromMinor() <= minor ? tier.basisPoints() : found;
      }
      return found;
    }
  }

  /**
   * A rate from an amount on; it holds for what lies in the tier alone.
   *
   * @param fromMinor net GMV of the month, minor units
   * @param basisPoints hundredths of a percent, 0 to 10,000
   */
  public record Tier(long fromMinor, int basisPoints) {
    /** Checks the ranges. */
    public Tier {
      require(fromMinor >= 0 && fromMinor <= MOST_MINOR, "a tier is from 0 to 10^12");
      require(basisPoints >= 0 && basisPoints <= WHOLE_BASIS_POINTS, "a rate is 0 to 10,000");
    }
  }

  /**
   * A fee.
   *
   * @param party whose
   * @param unit for what
   * @param amountMinor for each, 1 to 10^9 minor units
   */
  public record Fee(Party party, FeeUnit unit, long amountMinor) {
    /** Checks the range. */
    public Fee {
      require(amountMinor >= 1 && amountMinor <= 1_000_000_000, "a fee is 1 to 10^9");
    }
  }

  /**
   * The least and the most that a party gets in a month.
   *
   * @param party whose
   * @param guaranteedMinor at least; 0 = nothing
   * @param capMinor at most; null = no cap
   */
  public record Bound(Party party, long guaranteedMinor, @Nullable Long capMinor) {
    /** Checks the ranges. */
    public Bound {
      require(guaranteedMinor >= 0 && guaranteedMinor <= MOST_MINOR, "a minimum is 0 to 10^12");
      require(
          capMinor == null || (capMinor >= guaranteedMinor && capMinor <= MOST_MINOR),
          "a cap is not below what is guaranteed, and at most 10^12");
    }
  }

  /** Sorts and copies, and checks that the terms do not contradict themselves. */
  public RevenueTerms {
    require(currency.matches("[A-Z]{3}"), "currency_code is ISO 4217");
    require(isZone(timeZone), "time_zone is none that is known");
    shares = shares.stream().sorted((a, b) -> a.party().compareTo(b.party())).toList();
    fees =
        fees.stream()
            .sorted(
                (a, b) ->
                    a.party().equals(b.party())
                        ? a.unit().compareTo(b.unit())
                        : a.party().compareTo(b.party()))
            .toList();
    bounds = bounds.stream().sorted((a, b) -> a.party().compareTo(b.party())).toList();
    require(
        shares.size() <= MOST_ENTRIES
            && fees.size() <= MOST_ENTRIES
            && bounds.size() <= MOST_ENTRIES,
        "there are at most 20 shares, fees and bounds");
    require(lookBackMonths >= 0 && lookBackMonths <= 12, "look_back_months is 0 to 12");
    require(once(shares.stream().map(Share::party).toList()), "a party has one share");
    require(once(bounds.stream().map(Bound::party).toList()), "a party has one bound");
    require(
        once(fees.stream().map(fee -> fee.party().word() + fee.unit()).toList()),
        "a party has one fee a unit");
    require(!parties(shares, fees, bounds).contains(keeper), "the keeper keeps what is left");
    requireWithinWhole(shares);
  }

  private static boolean isZone(String zone) {
    try {
      return zone.length() <= 64 && !ZoneId.of(zone).getId().isEmpty();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean once(Collection<?> entries) {
    return new HashSet<>(entries).size() == entries.size();
  }

  private static Set<Party> parties(List<Share> shares, List<Fee> fees, List<Bound> bounds) {
    Set<Party> parties = new TreeSet<>();
    Stream.of(
            shares.stream().map(Share::party),
            fees.stream().map(Fee::party),
            bounds.stream().map(Bound::party))
        .flatMap(each -> each)
        .forEach(parties::add);
    return parties;
  }

  private static void requireWithinWhole(List<Share> shares) {
    for (long from : thresholds(shares)) {
      require(
          shares.stream().mapToInt(share -> share.basisPointsAt(from)).sum() <= WHOLE_BASIS_POINTS,
          "shares come to more than the whole");
    }
  }

  private static TreeSet<Long> thresholds(List<Share> shares) {
    TreeSet<Long> thresholds = new TreeSet<>();
    shares.forEach(share -> share.tiers().forEach(tier -> thresholds.add(tier.fromMinor())));
    return thresholds;
  }

  /** Everybody but the keeper, in order. */
  Set<Party> parties() {
    return parties(shares, fees, bounds);
  }

  /** Whether units have to be known. */
  boolean countsUnits() {
    return fees.stream().anyMatch(fee -> fee.unit() == FeeUnit.UNIT_PAID);
  }

  /** The zone. */
  ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  /** Whether terms may follow these: who is paid in what, and when, stays. */
  public boolean mayBecome(RevenueTerms next) {
    return currency.equals(next.currency)
        && timeZone.equals(next.timeZone)
        && keeper.equals(next.keeper);
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
