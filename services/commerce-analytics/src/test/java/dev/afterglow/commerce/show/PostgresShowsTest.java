package dev.afterglow.commerce.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.commerce.ledger.Opening;
import dev.afterglow.commerce.show.storage.PostgresShows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Past shows in a real Postgres. */
class PostgresShowsTest {
  private static final TotalKey ORDERS = new TotalKey("paid_order_count", 1, "");
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private static EmbeddedPostgres postgres;

  private final String shop = "taobao/" + UUID.randomUUID();

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .schemas("commerce")
        .defaultSchema("commerce")
        .load()
        .migrate();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  private static PostgresShows shows(String tenant) {
    return new PostgresShows(postgres.getPostgresDatabase(), tenant);
  }

  private FinishedShow show(String room, int day, long facts, double orders) {
    Instant open = NOON.plus(Duration.ofDays(day));
    return new FinishedShow(
        room,
        shop,
        open,
        open.plusSeconds(3_600),
        facts,
        List.of(new ShowTotal(ORDERS, orders, false)));
  }

  private static String room() {
    return UUID.randomUUID().toString();
  }

  private void tenShows(ShopShows shows) throws Exception {
    for (int day = 0; day < 10; day++) {
      shows.keep(show(room(), day, 100, day));
    }
  }

  @Test
  void shouldFindTheShopsShowsBeforeAnInstantAndNoOthers() throws Exception {
    // Given
    ShopShows shows = shows("one");
    tenShows(shows);
    shows.keep(show(room(), 10, 100, 1_000));
    shows.keep(
        new FinishedShow(
            room(), "other/shop", NOON, NOON, 1, List.of(new ShowTotal(ORDERS, 9, false))));

    // When
    PastShows past = shows.past(shop, NOON.plus(Duration.ofDays(10)));

    // Then
    assertThat(past.count()).isEqualTo(10);
    assertThat(past.standing(new ShowTotal(ORDERS, 7, false)).percentile()).hasValue(75);
  }

  @Test
  void shouldKeepTenantsApartAlsoForTheSameShopAndRoom() throws Exception {
    // Given
    String room = room();
    shows("one").keep(show(room, 0, 100, 5));

    // When
    shows("two").keep(show(room, 0, 100, 6));
    PastShows none = shows("three").past(shop, NOON.plus(Duration.ofDays(30)));

    // Then
    assertThat(none.count()).isZero();
    assertThat(shows("one").past(shop, NOON.plusSeconds(1)).count()).isEqualTo(1);
    assertThat(shows("two").kept()).containsEntry(room, 100L);
    assertThat(shows("three").kept()).isEmpty();
  }

  @Test
  void shouldHaveTheTenantInEveryKey() throws Exception {
    // When
    List<String> without = new ArrayList<>();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement ask = connection.createStatement();
        ResultSet keys =
            ask.executeQuery(
                "select conname || ': ' || pg_get_constraintdef(oid) from pg_constraint"
                    + " where connamespace = 'commerce'::regnamespace and contype in ('p', 'f', 'u')"
                    + " and conrelid::regclass::text not like '%flyway%'")) {
      while (keys.next()) {
        without.add(keys.getString(1));
      }
    }

    // Then
    assertThat(without).hasSize(6).allMatch(key -> key.contains("(tenant, "));
  }

  @Test
  void shouldReplaceTotalsByThoseOfMoreFactsAndNeverOfFewer() throws Exception {
    // Given
    ShopShows shows = shows("one");
    String room = room();
    shows.keep(show(room, 0, 100, 5));

    // When
    shows.keep(show(room, 0, 120, 8));
    shows.keep(show(room, 0, 90, 3));

    // Then
    assertThat(shows.kept()).containsEntry(room, 120L);
    tenShows(shows);
    PastShows past = shows.past(shop, NOON.plus(Duration.ofDays(30)));
    assertThat(past.count()).isEqualTo(11);
    assertThat(past.standing(new ShowTotal(ORDERS, 8, false)).percentile())
        .hasValue(100 * 9.0 / 11);
  }

  @Test
  void shouldTakeTheNewestWhenThereAreMoreThanAreComparedWith() throws Exception {
    // Given
    ShopShows shows = shows("one");
    for (int day = 0; day < PastShows.MOST + 5; day++) {
      shows.keep(show(room(), day, 1, day));
    }

    // When
    PastShows past = shows.past(shop, NOON.plus(Duration.ofDays(1_000)));

    // Then: the five oldest are left out
    assertThat(past.count()).isEqualTo(PastShows.MOST);
    assertThat(past.standing(new ShowTotal(ORDERS, 4.5, false)).percentile()).hasValue(0);
  }

  @Test
  void shouldSayThatPastShowsAreUnknownWhenTheDatabaseIsAway() throws Exception {
    // Given
    EmbeddedPostgres gone = EmbeddedPostgres.builder().start();
    ShopShows away = new PostgresShows(gone.getPostgresDatabase(), "one");
    gone.close();
    PastReader reader =
        new PastReader(Optional.of(away), Runnable::run, Duration.ofMinutes(1), Clock.systemUTC());

    // When
    Optional<PastShows> past = reader.now(new Opening(shop, NOON));

    // Then
    assertThat(past).isEmpty();
    assertThatThrownBy(() -> away.past(shop, NOON))
        .isInstanceOf(ShopShows.UnavailableException.class);
  }
}
