package dev.afterglow.registry.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Refusal;
import dev.afterglow.registry.identity.Terminal;
import dev.afterglow.registry.identity.review.ManualVerifier;
import dev.afterglow.registry.identity.review.storage.PostgresReviewFile;
import dev.afterglow.registry.storage.RegistryDatabase;
import dev.afterglow.registry.vault.KeyFiles;
import dev.afterglow.registry.vault.Vault;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualVerifierTest extends VerifierSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path keys;
  private static RegistryDatabase database;
  private static ReviewPeople people;

  @BeforeAll
  static void start() {
    database = new RegistryDatabase();
    people =
        new ReviewPeople(
            adapter(database.pool(), "default"), adapter(database.nowhere(), "default"), database);
  }

  private static ManualVerifier adapter(Pool pool, String tenant) {
    return new ManualVerifier(
        new PostgresReviewFile(pool, () -> tenant, PATIENCE),
        Vault.on(new KeyFiles(keys))::documentFingerprint,
        Duration.ofHours(72),
        InstantSource.fixed(ProviderServer.NOW),
        () -> UUID.randomUUID().toString());
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void clear() {
    database.sql("delete from registry.identity_review", Tuple.tuple());
  }

  @Override
  IdentityVerifier verifier() {
    return people;
  }

  @Override
  IdentityVerifier unreachable() {
    return adapter(database.nowhere(), "default");
  }

  @Override
  boolean keeps(String transaction) {
    return database.count(
            "select count(*) from registry.identity_review where review_id = $1",
            Tuple.of(transaction))
        > 0;
  }

  @Override
  Class<? extends Erasure> erases() {
    return Erasure.Forgotten.class;
  }

  @Test
  void shouldRefuseToHearSomebodyWhenAnIntentionIsAskedFor() {
    // When
    Begun begun =
        people.begin(
            new Inquiry.Intention(
                new Attempt("manual", "r"), Optional.of(named("Wei")), "yes", Terminal.UNKNOWN));

    // Then
    assertThat(people.purposes()).doesNotContain(Purpose.INTENTION);
    assertThat(people.result(Purpose.INTENTION, ((Begun.Started) begun).transaction()))
        .isEqualTo(new Outcome.Failed(Refusal.POLICY));
  }

  @Test
  void shouldSayThatReviewersDisagreedWhenOneRefuses() {
    // When
    Outcome outcome = people.result(Purpose.ENROL, started("Wei #REVIEWERS_DISAGREED"));

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Failed(Refusal.REVIEWERS_DISAGREED));
  }

  @Test
  void shouldFindNothingWhenTheReviewIsAnotherTenants() {
    // Given
    String review = started("Wei");

    // When
    Outcome strangers = adapter(database.pool(), "shop-b").result(Purpose.ENROL, review);
    adapter(database.pool(), "shop-b").erase(review);

    // Then
    assertThat(strangers).isEqualTo(new Outcome.Failed(Refusal.EXPIRED));
    assertThat(people.result(Purpose.ENROL, review)).isInstanceOf(Outcome.Passed.class);
  }

  @Test
  void shouldPassNobodyWhenTheReviewWasDeleted() {
    // Given
    String review = started("Wei");

    // When
    people.erase(review);

    // Then
    assertThat(people.result(Purpose.ENROL, review)).isEqualTo(new Outcome.Failed(Refusal.EXPIRED));
  }

  @Test
  void shouldTakeEveryKindOfDocument() {
    for (DocumentType type : DocumentType.values()) {
      // When
      Begun begun = people.begin(Inquiry.enrolment(new Document(type, "H12345678", "Wei #OPEN")));

      // Then
      assertThat(people.result(Purpose.ENROL, ((Begun.Started) begun).transaction()))
          .as("%s", type)
          .isEqualTo(new Outcome.Open());
    }
  }

  @Test
  void shouldHoldTheRulesInTheDatabaseWhenTheCodeDoesNot() {
    // Given
    String review = started("Wei #OPEN");
    String subject = people.person();
    String other = people.person();
    String update = "update registry.identity_review set ";
    String decided =
        "first_reviewer_subject_id = $2, first_reason = 'POLICY', first_time = now()"
            + " where review_id = $1";

    // When, Then
    assertThatThrownBy(() -> database.sql(update + decided, Tuple.of(review, other)))
        .hasMessageContaining("identity_review_of_somebody");
    database.sql(update + "subject_id = $2 where review_id = $1", Tuple.of(review, subject));
    assertThatThrownBy(() -> database.sql(update + decided, Tuple.of(review, subject)))
        .hasMessageContaining("identity_review_others");
    database.sql(update + decided, Tuple.of(review, other));
    assertThatThrownBy(
            () ->
                database.sql(
                    update + decided.replace("first_", "second_"), Tuple.of(review, other)))
        .hasMessageContaining("identity_review_others");
  }
}
