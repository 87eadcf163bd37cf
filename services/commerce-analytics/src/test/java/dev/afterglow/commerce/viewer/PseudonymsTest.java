package dev.afterglow.commerce.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.viewer.storage.PostgresViewerKeys;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Viewers' names, with their keys in a real Postgres. */
class PseudonymsTest {
  private static final ViewerSecret SECRET = secret(1);

  private static EmbeddedPostgres postgres;

  private final String tenant = "t" + UUID.randomUUID();
  private final String told = "openid-" + UUID.randomUUID();
  private final ErasedViewers erased = new ErasedViewers();
  private final Pseudonyms names = names(SECRET, erased);

  private static ViewerSecret secret(int seed) {
    byte[] bytes = new byte[ViewerSecret.LENGTH];
    new Random(seed).nextBytes(bytes);
    return new ViewerSecret(bytes);
  }

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

  private Pseudonyms names(ViewerSecret secret, ErasedViewers into) {
    PostgresViewerKeys keys =
        new PostgresViewerKeys(postgres.getPostgresDatabase(), tenant, new SecureRandom());
    return new Pseudonyms(keys, secret, into, Clock.systemUTC());
  }

  private static Fact fact(String viewer) {
    return new Fact(
        "test", "id", RoomFacts.ROOM, viewer, Instant.now(), null, new Happening.Like(1));
  }

  private static String called(Pseudonyms names, String viewer) throws Exception {
    return names.keyed(List.of(fact(viewer))).getFirst().viewer();
  }

  private long rows(String table) throws Exception {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement ask = connection.createStatement();
        ResultSet count =
            ask.executeQuery(
                "select count(*) from commerce." + table + " where tenant = '" + tenant + "'")) {
      count.next();
      return count.getLong(1);
    }
  }

  @Test
  void shouldCallAViewerTheSameInEveryProcessAndNobodyByWhatWasTold() throws Exception {
    // When
    List<Fact> facts = names.keyed(List.of(fact(told), fact("other"), fact(""), fact(told)));
    String elsewhere = called(names(SECRET, new ErasedViewers()), told);

    // Then
    assertThat(facts).extracting(Fact::viewer).doesNotContain(told, "other");
    assertThat(facts.get(0).viewer()).hasSize(24).isEqualTo(facts.get(3).viewer());
    assertThat(facts.get(1).viewer()).hasSize(24).isNotEqualTo(facts.get(0).viewer());
    assertThat(facts.get(2).viewer()).isEmpty();
    assertThat(elsewhere).isEqualTo(facts.get(0).viewer());
    assertThat(rows("viewer_key")).isEqualTo(2);
  }

  @Test
  void shouldMakeTheNameOfNeitherSecretNorDatabaseAlone() throws Exception {
    // When
    String name = called(names, told);
    String otherSecret = called(names(secret(2), new ErasedViewers()), told);

    // Then: with another secret the key is not even found
    assertThat(otherSecret).isNotEqualTo(name);
    assertThat(rows("viewer_key")).isEqualTo(2);
  }

  @Test
  void shouldLeaveNothingThatLinksAViewerToTheirFactsWhenErased() throws Exception {
    // Given
    String before = called(names, told);
    called(names, "somebody else");

    // When
    String receipt = names.erase(UUID.randomUUID(), told);
    String after = called(names, told);

    // Then: the key is gone; the same pseudonym is somebody new
    assertThat(receipt).matches("[0-9a-f]{64}");
    assertThat(after).isNotEqualTo(before);
    assertThat(erased.contains(before)).isTrue();
    assertThat(erased.contains(after)).isFalse();
    assertThat(rows("viewer_key")).isEqualTo(2);
    assertThat(rows("erased_viewer")).isEqualTo(1);
    assertThat(called(names(SECRET, new ErasedViewers()), told)).isEqualTo(after);
  }

  @Test
  void shouldGiveTheSameReceiptAndEraseOnceWhenAskedAgain() throws Exception {
    // Given
    UUID request = UUID.randomUUID();
    called(names, told);
    String receipt = names.erase(request, told);
    String after = called(names, told);

    // When
    String again = names.erase(request, told);

    // Then
    assertThat(again).isEqualTo(receipt);
    assertThat(called(names, told)).isEqualTo(after);
    assertThat(names.erase(UUID.randomUUID(), "nobody")).isNotEqualTo(receipt);
  }

  @Test
  void shouldLearnWhoWasErasedElsewhere() throws Exception {
    // Given: another process that knows the viewer
    ErasedViewers theirs = new ErasedViewers();
    Pseudonyms other = names(SECRET, theirs);
    String before = called(other, told);

    // When
    names.erase(UUID.randomUUID(), told);
    other.learn();

    // Then
    assertThat(theirs.contains(before)).isTrue();
    assertThat(called(other, told)).isNotEqualTo(before).isEqualTo(called(names, told));
  }

  @Test
  void shouldNameNobodyWhenKeysCannotBeRead(@TempDir Path folder) throws Exception {
    // Given
    EmbeddedPostgres gone = EmbeddedPostgres.builder().start();
    Pseudonyms away =
        new Pseudonyms(
            new PostgresViewerKeys(gone.getPostgresDatabase(), tenant, new SecureRandom()),
            SECRET,
            new ErasedViewers(),
            Clock.systemUTC());
    gone.close();
    Path shortFile = Files.write(folder.resolve("key"), new byte[31]);

    // When, Then
    assertThatThrownBy(() -> called(away, told))
        .isInstanceOf(ViewerKeys.UnavailableException.class);
    assertThatThrownBy(() -> ViewerSecret.read(shortFile))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ViewerSecret.read(folder.resolve("none")))
        .isInstanceOf(IllegalStateException.class);
  }
}
