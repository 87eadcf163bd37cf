package dev.afterglow.registry.identity.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.history.storage.PersonHistory;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.review.storage.ReviewDesk;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import dev.afterglow.registry.vault.MasterKey;
import dev.afterglow.registry.vault.SealedDocument;
import dev.afterglow.registry.vault.Vault;
import dev.afterglow.registry.vault.storage.VaultStore;
import dev.afterglow.registry.wiring.Verifiers;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Begins and resumes verifications.
 *
 * <p>The provider is asked outside any transaction, since it may take seconds. What it answers is
 * applied to the person as they are then; an answer to another attempt changes nothing.
 */
@ApplicationScoped
public class IdentityDesk {
  private static final Log LOG = Log.of(IdentityDesk.class);

  private final PersonStore persons;
  private final VaultStore documents;
  private final AttemptStore attempts;
  private final Vault vault;
  private final ReviewDesk reviews;
  private final Verifiers verifiers;
  private final Workers workers;
  private final Ledger ledger;
  private final PersonHistory history;
  private final RegistryConfig config;
  private final RegistryMeters meters;
  private final Clock clock;
  private final Ids ids;

  @Inject
  IdentityDesk(
      PersonStore persons,
      VaultStore documents,
      AttemptStore attempts,
      Vault vault,
      ReviewDesk reviews,
      Verifiers verifiers,
      Workers workers,
      Ledger ledger,
      PersonHistory history,
      RegistryConfig config,
      RegistryMeters meters,
      Clock clock,
      Ids ids) {
    this.persons = persons;
    this.documents = documents;
    this.attempts = attempts;
    this.vault = vault;
    this.reviews = reviews;
    this.verifiers = verifiers;
    this.workers = workers;
    this.ledger = ledger;
    this.history = history;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * A person with an attempt under way.
   *
   * @param person PENDING
   * @param continueUrl where the person goes on; empty when there is nothing to do
   */
  public record Underway(Person person, String continueUrl) {}

  /**
   * Asks a provider to start; the attempt is not recorded yet. Whoever may not begin is refused
   * before the provider hears of them.
   */
  public Uni<Begun.Started> start(String subjectId, String provider, Document document) {
    IdentityVerifier verifier =
        verifiers
            .named(provider)
            .orElseThrow(() -> Faults.invalidField("provider", "no such provider is configured"));
    try {
      document.check(LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    } catch (IllegalArgumentException e) {
      throw Faults.invalidField("document.number", e.getMessage() == null ? "" : e.getMessage());
    }
    return Panache.withSession(() -> admit(subjectId, document))
        .chain(() -> workers.call(() -> verifier.begin(document)))
        .map(
            begun ->
                switch (begun) {
                  case Begun.Started started -> started;
                  case Begun.Unanswered _ -> throw Faults.providerUnavailable(provider);
                });
  }

  private Uni<Void> admit(String subjectId, Document document) {
    return documents
        .subjectOf(vault.blindIndexes(document))
        .chain(
            owner -> {
              String known = known(subjectId, owner);
              return known.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : persons
                      .person(known)
                      .invoke(this::standing)
                      .chain(() -> requireSameHuman(known, owner));
            });
  }

  private Person.Standing standing(Person person) {
    if (person instanceof Person.Standing standing) {
      return standing;
    }
    throw Faults.illegalTransition(Standings.word(person, StoredTime.now(clock)));
  }

  private static String known(String subjectId, Optional<String> owner) {
    if (!subjectId.isEmpty() && owner.isPresent() && !owner.get().equals(subjectId)) {
      throw Faults.invalidField("document.number", "the document belongs to another subject");
    }
    return subjectId.isEmpty() ? owner.orElse("") : subjectId;
  }

  /**
   * A subject that was verified once is that human being for good: their avatars and licences must
   * not go to whoever brings another document. Before that, a typing error may be corrected.
   */
  private Uni<Void> requireSameHuman(String subjectId, Optional<String> owner) {
    if (owner.isPresent()) {
      return Uni.createFrom().voidItem();
    }
    return history
        .everVerified(subjectId)
        .invoke(
            verified -> {
              if (verified) {
                throw Faults.invalidField(
                    "document.number", "another document than the subject was verified with");
              }
            })
        .replaceWithVoid();
  }

  /**
   * Records a started attempt, in the caller's transaction. One document belongs to one person:
   * whoever comes again with it is the same subject.
   *
   * @param subjectId the person to verify again; empty makes a person, or finds the document's own
   * @param filerSubjectId who files what people review; empty = the person themselves
   */
  public Uni<Underway> begin(
      String subjectId,
      String filerSubjectId,
      String provider,
      Document document,
      Begun.Started started) {
    Attempt attempt = new Attempt(provider, started.transaction());
    return documents
        .subjectOf(vault.blindIndexes(document))
        .chain(owner -> row(subjectId, owner))
        .chain(
            row -> {
              Person.Pending pending = standing(row.person()).begin(attempt);
              row.become(pending);
              return persons
                  .persist(row)
                  .chain(() -> history.note(row))
                  .chain(() -> attempts.keep(row.subjectId, attempt))
                  .chain(() -> seal(row.subjectId, document))
                  .chain(kept -> documents.put(row.subjectId, kept))
                  .chain(() -> reviews.file(attempt, row.subjectId, filerSubjectId))
                  .chain(() -> noted(Kind.PERSON_BEGUN, row.subjectId, attempt, ""))
                  .replaceWith(new Underway(pending, started.continueUrl()));
            });
  }

  /** On a worker: the master key may be elsewhere. */
  private Uni<SealedDocument> seal(String subjectId, Document document) {
    return workers
        .call(() -> vault.seal(subjectId, document))
        .onFailure(MasterKey.Unavailable.class)
        .transform(
            failure -> {
              LOG.warn(
                  "no document can be sealed",
                  LogKey.REASON.is(String.valueOf(failure.getMessage())));
              return Faults.vaultUnavailable();
            });
  }

  private Uni<PersonEntity> row(String subjectId, Optional<String> owner) {
    String known = known(subjectId, owner);
    if (known.isEmpty()) {
      return Uni.createFrom()
          .item(() -> new PersonEntity().become(Person.unknown(ids.next(), StoredTime.now(clock))));
    }
    return persons.locked(known).call(() -> requireSameHuman(known, owner));
  }

  /** Asks the provider for the outcome and moves the person's state. */
  public Uni<Person> resume(String subjectId) {
    return person(subjectId)
        .chain(
            person -> {
              if (!(person instanceof Person.Pending pending)) {
                return Uni.createFrom().item(person);
              }
              Attempt attempt = pending.attempt();
              return ask(attempt).chain(outcome -> resolve(subjectId, attempt, outcome));
            });
  }

  private Uni<Outcome> ask(Attempt attempt) {
    Optional<IdentityVerifier> verifier = verifiers.named(attempt.provider());
    if (verifier.isEmpty()) {
      throw Faults.providerUnavailable(attempt.provider());
    }
    return workers
        .call(() -> verifier.get().resume(attempt.transaction()))
        .invoke(
            outcome -> {
              if (outcome instanceof Outcome.Unanswered) {
                throw Faults.providerUnavailable(attempt.provider());
              }
            });
  }

  private Uni<Person> resolve(String subjectId, Attempt attempt, Outcome outcome) {
    return Panache.withTransaction(
        () ->
            persons
                .locked(subjectId)
                .chain(
                    row -> {
                      Person before = row.person();
                      if (!(before instanceof Person.Pending pending)) {
                        return Uni.createFrom().item(before);
                      }
                      Person after =
                          pending.resolve(
                              attempt, outcome, StoredTime.now(clock), config.reverifyAfter());
                      if (after.equals(before)) {
                        return Uni.createFrom().item(after);
                      }
                      row.become(after);
                      report(after, outcome);
                      return history
                          .note(row)
                          .chain(() -> noted(after, attempt, outcome))
                          .replaceWith(after);
                    }));
  }

  private Uni<Void> noted(Person after, Attempt attempt, Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        ? noted(Kind.PERSON_FAILED, after.subjectId(), attempt, failed.refusal().name())
        : noted(Kind.PERSON_VERIFIED, after.subjectId(), attempt, "");
  }

  private Uni<Void> noted(Kind kind, String subjectId, Attempt attempt, String refusal) {
    return ledger.note(
        Changes.of(
            kind,
            "person:" + subjectId,
            Set.of(subjectId),
            Map.of(
                "provider",
                attempt.provider(),
                "transaction",
                attempt.transaction(),
                "refusal",
                refusal)));
  }

  private void report(Person person, Outcome outcome) {
    String word = Standings.word(person, StoredTime.now(clock));
    meters.verified(outcome instanceof Outcome.Failed failed ? failed.refusal().name() : "PASSED");
    LOG.info(
        "verification decided", LogKey.SUBJECT_ID.is(person.subjectId()), LogKey.STATE.is(word));
  }

  /** One person. */
  public Uni<Person> person(String subjectId) {
    return Panache.withSession(() -> persons.person(subjectId));
  }

  /** People with ids below one, newest first. */
  public Uni<List<Person>> before(String subjectId, int size) {
    return Panache.withSession(() -> persons.before(subjectId, size));
  }
}
