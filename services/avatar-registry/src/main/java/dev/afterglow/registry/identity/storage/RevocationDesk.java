package dev.afterglow.registry.identity.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stops a suspended person for good, by the word of two people who are verified themselves. Nobody
 * speaks about themselves, nobody speaks twice, and a first word that nobody joins is forgotten
 * after three days, or when the person is verified again.
 */
@ApplicationScoped
public class RevocationDesk {
  private static final Log LOG = Log.of(RevocationDesk.class);
  private static final Duration WAITS = Duration.ofDays(3);

  private final PersonStore persons;
  private final RevocationStore revocations;
  private final Withdrawal withdrawal;
  private final Ledger ledger;
  private final RegistryConfig config;
  private final Clock clock;

  @Inject
  RevocationDesk(
      PersonStore persons,
      RevocationStore revocations,
      Withdrawal withdrawal,
      Ledger ledger,
      RegistryConfig config,
      Clock clock) {
    this.persons = persons;
    this.revocations = revocations;
    this.withdrawal = withdrawal;
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Takes one reviewer's word, in the caller's transaction.
   *
   * @return SUSPENDED after the first word, REVOKED after the second
   */
  public Uni<Person> revoke(String subjectId, String reviewer) {
    if (subjectId.equals(reviewer)) {
      throw Faults.invalidField("reviewer_subject_id", "nobody decides on themselves");
    }
    return locked(subjectId, reviewer)
        .chain(
            rows -> {
              PersonEntity row = Objects.requireNonNull(rows.get(subjectId));
              if (row.person() instanceof Person.Revoked revoked) {
                return Uni.createFrom().item((Person) revoked);
              }
              if (!(row.person() instanceof Person.Suspended suspended)) {
                throw Faults.illegalTransition(Standings.word(row.person(), StoredTime.now(clock)));
              }
              requireVerified(Objects.requireNonNull(rows.get(reviewer)).person());
              return revocations
                  .of(subjectId)
                  .chain(first -> taken(row, suspended, first, reviewer));
            });
  }

  /** In the order of their ids, as everywhere. */
  private Uni<Map<String, PersonEntity>> locked(String subjectId, String reviewer) {
    return Multi.createFrom()
        .iterable(List.copyOf(new TreeSet<>(Set.of(subjectId, reviewer))))
        .onItem()
        .transformToUniAndConcatenate(persons::locked)
        .collect()
        .asList()
        .map(
            rows -> {
              Map<String, PersonEntity> found = new HashMap<>();
              rows.forEach(row -> found.put(row.subjectId, row));
              return found;
            });
  }

  private void requireVerified(Person reviewer) {
    Instant now = StoredTime.now(clock);
    if (!Standings.verified(reviewer, now, config.allowSimulated())) {
      throw Faults.personNotVerified(reviewer.subjectId(), Standings.word(reviewer, now));
    }
  }

  private Uni<Person> taken(
      PersonEntity row,
      Person.Suspended suspended,
      Optional<RevocationEntity> first,
      String reviewer) {
    if (first.filter(it -> StoredTime.now(clock).isBefore(it.firstTime.plus(WAITS))).isEmpty()) {
      return asked(row.subjectId, first.orElseGet(RevocationEntity::new), reviewer)
          .replaceWith(suspended);
    }
    if (first.get().firstReviewer.equals(reviewer)) {
      throw Faults.invalidField("reviewer_subject_id", "the second reviewer is another one");
    }
    LOG.info("person revoked", LogKey.SUBJECT_ID.is(row.subjectId));
    return revocations
        .forget(row.subjectId)
        .chain(() -> withdrawal.revoke(row, suspended, reviewer));
  }

  /** In the place of a first word that nobody joined, where there is one. */
  private Uni<Void> asked(String subjectId, RevocationEntity word, String reviewer) {
    word.subjectId = subjectId;
    word.firstReviewer = reviewer;
    word.firstTime = StoredTime.now(clock);
    return revocations
        .persistAndFlush(word)
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.PERSON_REVOCATION_ASKED,
                        "person:" + subjectId,
                        Set.of(subjectId),
                        Map.of("reviewer", reviewer))));
  }
}
