package dev.afterglow.registry.revenue;

import static dev.afterglow.registry.revenue.Books.INVESTOR;
import static dev.afterglow.registry.revenue.Books.LICENCE;
import static dev.afterglow.registry.revenue.Books.OPERATOR;
import static dev.afterglow.registry.revenue.Books.OWNER;
import static dev.afterglow.registry.revenue.Books.PLATFORM;
import static dev.afterglow.registry.revenue.Books.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.revenue.Accounts.Counted;
import dev.afterglow.registry.revenue.Accounts.Opening;
import dev.afterglow.registry.revenue.Statement.Basis;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What holds of every statement; {@code -Dseed=} replays, {@code -Dstatement.cases=} sets how many.
 */
class SettlementPropertiesTest {
  private static final long SEED = Long.getLong("seed", 20261123L);
  private static final int CASES = Integer.getInteger("statement.cases", 5_000);
  private static final List<Party> PAYEES = List.of(OWNER, INVESTOR, PLATFORM);

  @Test
  void shouldAddUpToTheLastUnitAndStayBesideTheRateWhateverIsShared() {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      // Given
      Books books = books(random);

      // When
      Statement statement = books.statement();

      // Then
      String name = "seed " + SEED + " case " + i;
      assertThat(statement.lines().stream().mapToLong(Statement.Line::amountMinor).sum())
          .as(name)
          .isEqualTo(statement.baseMinor());
      assertThat(statement.totals().stream().mapToLong(Statement.Total::amountMinor).sum())
          .as(name)
          .isEqualTo(statement.baseMinor());
      assertThat(statement.baseMinor()).as(name).isNotNegative();
      assertThat(statement.carriedOutMinor()).as(name).isNotPositive();
      statement.totals().stream()
          .filter(total -> !total.party().equals(OPERATOR))
          .forEach(total -> assertThat(total.amountMinor()).as(name).isNotNegative());
      statement.lines().stream()
          .filter(line -> line.basis() == Basis.SHARE || line.basis() == Basis.HOURS)
          .forEach(line -> assertThat(offBy(line)).as(name).isLessThan(1.0));
      statement.lines().stream()
          .filter(line -> line.basis() == Basis.UNITS)
          .forEach(line -> assertThat(offBy(line)).as(name).isZero());
    }
  }

  /** How far an amount is from figure × rate, in minor units. */
  private static double offBy(Statement.Line line) {
    BigInteger exact =
        BigInteger.valueOf(line.figure()).multiply(BigInteger.valueOf(line.numerator()));
    BigInteger given =
        BigInteger.valueOf(line.amountMinor()).multiply(BigInteger.valueOf(line.denominator()));
    return given.subtract(exact).abs().doubleValue() / line.denominator();
  }

  @Test
  void shouldBeTheSameBytesWhenRoomsAndTimesComeInAnotherOrder() {
    Random random = new Random(SEED + 1);
    for (int i = 0; i < CASES; i++) {
      // Given
      Books books = books(random);
      String first = StatementText.of(books.statement());

      // When
      Collections.shuffle(books.onAir, random);
      List<Map.Entry<String, RoomSales>> entries = new ArrayList<>(books.sales.entrySet());
      Collections.shuffle(entries, random);
      books.sales = new LinkedHashMap<>();
      entries.forEach(entry -> books.sales.put(entry.getKey(), entry.getValue()));
      List<Counted> counted = new ArrayList<>(books.opening.counted());
      Collections.shuffle(counted, random);
      books.opening = new Opening(books.opening.carriedMinor(), counted, books.opening.known());
      String second = StatementText.of(books.statement());

      // Then
      assertThat(second).as("seed %d case %d", SEED, i).isEqualTo(first);
    }
  }

  @Test
  void shouldShareInTheEndWhatWasSoldInTheEndWhenRefundsComeMonthsLater() {
    Random random = new Random(SEED + 2);
    for (int i = 0; i < CASES / 20; i++) {
      // Given
      Books books = new Books();
      books.under(
          Books.terms(
              List.of(Books.share(OWNER, 3_000)),
              List.of(),
              List.of(),
              SharedRoomRule.UNSTATED,
              12));
      books.until = START.plusSeconds(400L * 86_400);
      Map<String, Counted> counted = new HashMap<>();
      Map<String, Long> sold = new HashMap<>();
      long shared = 0;
      long carried = 0;
      for (int month = 0; month < 9; month++) {
        books.month = Books.NOVEMBER.plusMonths(month);
        Instant start = books.month.atDay(2).atStartOfDay().toInstant(java.time.ZoneOffset.UTC);
        for (int room = random.nextInt(4); room > 0; room--) {
          String id = "room-" + month + "-" + room;
          sold.put(id, random.nextLong(1_000_000));
          books.air(LICENCE, id, start.plusSeconds(random.nextInt(86_400)), 3_600);
        }
        sold.replaceAll((_, net) -> random.nextInt(4) == 0 ? random.nextLong(net + 1) : net);
        sold.forEach((id, net) -> books.sold(id, net, 0));
        books.opening = new Opening(carried, List.copyOf(counted.values()), true);

        // When
        Statement statement = books.statement();

        // Then
        assertThat(Books.total(statement, OWNER)).isNotNegative();
        carried = statement.carriedOutMinor();
        shared += statement.baseMinor();
        for (Statement.RoomFigure figure : statement.rooms()) {
          counted.merge(
              figure.roomId(),
              new Counted(figure.roomId(), books.month, figure.netMinor(), 0),
              (old, now) ->
                  new Counted(old.roomId(), old.month(), old.netMinor() + now.netMinor(), 0));
        }
        assertThat(shared + carried)
            .as("seed %d case %d month %d", SEED, i, month)
            .isEqualTo(sold.values().stream().mapToLong(Long::longValue).sum());
      }
    }
  }

  @Test
  void shouldGiveARoomAwayWhollyWhenLicencesShareItByTheirTime() {
    Random random = new Random(SEED + 3);
    for (int i = 0; i < CASES; i++) {
      // Given
      long net = random.nextLong(1_000_000_000);
      List<String> licences = List.of("licence-a", "licence-b", "licence-c");
      List<OnAir> times = new ArrayList<>();
      licences.forEach(
          licence ->
              times.add(
                  new OnAir(
                      licence, "room", START, START.plusMillis(1 + random.nextInt(9_000_000)))));

      // When
      long together = 0;
      for (String licence : licences) {
        Books books = new Books();
        books.under(Books.terms(List.of(), List.of(), List.of(), SharedRoomRule.BY_TIME_ON_AIR, 0));
        books.onAir = times;
        books.sold("room", net, 0);
        Accounts all = books.accounts();
        Accounts mine =
            new Accounts(
                licence,
                all.avatarId(),
                all.month(),
                all.versions(),
                all.inForceFrom(),
                all.inForceUntil(),
                all.onAir(),
                all.sales(),
                all.opening(),
                all.keptSince(),
                all.now());
        together += Settlement.of(mine).orElseThrow().baseMinor();
      }

      // Then
      assertThat(together).as("seed %d case %d", SEED, i).isEqualTo(net);
    }
  }

  private static Books books(Random random) {
    Books books = new Books();
    List<TermsVersion> versions = new ArrayList<>();
    Instant from = START.minusSeconds(random.nextInt(5 * 86_400));
    for (int version = 1; version <= 1 + random.nextInt(3); version++) {
      versions.add(new TermsVersion(version, terms(random), from));
      from = from.plusSeconds(1 + random.nextInt(15 * 86_400));
    }
    books.versions = versions;
    books.from = versions.getFirst().effectiveTime();
    List<Counted> counted = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      String room = "room-" + i;
      boolean earlier = random.nextInt(3) == 0;
      Instant start =
          earlier
              ? START.minusSeconds(1 + random.nextInt(20 * 86_400))
              : START.plusSeconds(random.nextInt(29 * 86_400));
      for (int k = random.nextInt(3); k >= 0; k--) {
        books.air(LICENCE, room, start.plusSeconds(k * 4_000L), 1 + random.nextInt(9_000));
      }
      if (random.nextInt(5) == 0) {
        books.air("licence-" + random.nextInt(3), room, start, 1 + random.nextInt(9_000));
      }
      books.sold(room, random.nextLong(100_000_000), random.nextInt(1_000));
      if (earlier) {
        counted.add(
            new Counted(
                room,
                Books.NOVEMBER.minusMonths(1),
                random.nextLong(300_000_000),
                random.nextInt(500)));
      }
    }
    books.opening = new Opening(-random.nextLong(1_000_000), counted, random.nextBoolean());
    return books;
  }

  private static RevenueTerms terms(Random random) {
    List<RevenueTerms.Share> shares = new ArrayList<>();
    List<RevenueTerms.Fee> fees = new ArrayList<>();
    List<RevenueTerms.Bound> bounds = new ArrayList<>();
    for (Party party : PAYEES) {
      if (random.nextBoolean()) {
        List<RevenueTerms.Tier> tiers = new ArrayList<>();
        long at = 0;
        for (int tier = random.nextInt(3); tier >= 0; tier--) {
          tiers.add(new RevenueTerms.Tier(at, random.nextInt(3_334)));
          at += 1 + random.nextLong(100_000_000);
        }
        shares.add(new RevenueTerms.Share(party, tiers));
      }
      for (FeeUnit unit : FeeUnit.values()) {
        if (random.nextInt(3) == 0) {
          fees.add(new RevenueTerms.Fee(party, unit, 1 + random.nextInt(100_000)));
        }
      }
      if (random.nextInt(3) == 0) {
        long least = random.nextLong(1_000_000);
        bounds.add(
            new RevenueTerms.Bound(
                party, least, random.nextBoolean() ? least + random.nextLong(1_000_000) : null));
      }
    }
    return Books.terms(
        shares, fees, bounds, SharedRoomRule.values()[random.nextInt(2)], random.nextInt(13));
  }
}
