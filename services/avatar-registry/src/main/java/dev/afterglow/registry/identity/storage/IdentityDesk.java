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
import dev.afterglow.registry.identity.IdentityVerifier.Resumed;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.Terminal;
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
  private final RevocationStore revocations;
  private final ProviderDesk providers;
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
      RevocationStore revocations,
      ProviderDesk providers,
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
    this.revocations = revocations;
    this.providers = providers;
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
   * @param person PENDING, or SUSPENDED
   * @param continueUrl where the person goes on; empty when there is nothing to do, or where they
   *     were sent at first
   */
  public record Underway(Person person, String continueUrl) {}

  /**
   * Asks a provider to start; the attempt is not recorded yet. Whoever may not begin is refused
   * before the provider hears of them.
   */
  public Uni<Begun.Started> start(
      String subjectId, String provider, Document document, Terminal terminal) {
    IdentityVerifier verifier = providers.offered(provider, Purpose.ENROL);
    try {
      document.check(LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    } catch (IllegalArgumentException e) {
      throw Faults.invalidField("document.number", e.getMessage() == null ? "" : e.getMessage());
    }
    return Panache.withSession(() -> admit(subjectId, document))
        .chain(() -> providers.begin(verifier, new Inquiry.Enrolment(document, terminal)));
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
                      .map(this::verifiable)
                      .chain(person -> requireSameHuman(person, owner));
            });
  }

  private Person.Verifiable verifiable(Person person) {
    if (person instanceof Person.Verifiable verifiable) {
      return verifiable;
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
   * not go to whoever brings another document. Whoever is suspended is so as well, verified or not.
   * Before that, a typing error may be corrected.
   */
  private Uni<Void> requireSameHuman(Person person, Optional<String> owner) {
    if (owner.isPresent()) {
      return Uni.createFrom().voidItem();
    }
    return history
        .everVerified(person.subjectId())
        .invoke(
            verified -> {
              if (verified || person instanceof Person.Suspended) {
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
              Person.Waiting waiting = verifiable(row.person()).begin(attempt);
              row.become(waiting);
              return persons
                  .persist(row)
                  .chain(() -> history.note(row))
                  .chain(() -> attempts.keep(row.subjectId, attempt, Purpose.ENROL))
                  .chain(() -> seal(row.subjectId, document))
                  .chain(kept -> documents.put(row.subjectId, kept))
                  .chain(() -> reviews.file(attempt, row.subjectId, filerSubjectId))
                  .chain(() -> noted(Kind.PERSON_BEGUN, row.subjectId, attempt, ""))
                  .replaceWith(new Underway(waiting, started.continueUrl()));
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
    return persons.locked(known).call(row -> requireSameHuman(row.person(), owner));
  }

  /** Asks the provider for the outcome and moves the person's state. */
  public Uni<Underway> resume(String subjectId) {
    return person(subjectId)
        .chain(
            person -> {
              Optional<Attempt> awaited = awaited(person);
              return awaited.isEmpty()
                  ? Uni.createFrom().item(new Underway(person, ""))
                  : providers
                      .result(Purpose.ENROL, awaited.get())
                      .chain(outcome -> resolve(subjectId, awaited.get(), outcome))
                      .chain(this::goingOn);
            });
  }

  private static Optional<Attempt> awaited(Person person) {
    return person instanceof Person.Waiting waiting ? waiting.awaited() : Optional.empty();
  }

  private Uni<Underway> goingOn(Person person) {
    return awaited(person)
        .map(
            attempt ->
                providers
                    .resume(Purpose.ENROL, attempt)
                    .map(
                        resumed ->
                            new Underway(
                                person,
                                resumed instanceof Resumed.GoOn on ? on.continueUrl() : "")))
        .orElseGet(() -> Uni.createFrom().item(new Underway(person, "")));
  }

  private Uni<Person> resolve(String subjectId, Attempt attempt, Outcome outcome) {
    return Panache.withTransaction(
        () ->
            persons
                .locked(subjectId)
                .chain(
                    row -> {
                      Person before = row.person();
                      if (!(before instanceof Person.Waiting waiting)) {
                        return Uni.createFrom().item(before);
                      }
                      Person after =
                          waiting.resolve(
                              attempt, outcome, StoredTime.now(clock), config.reverifyAfter());
                      if (after.equals(before)) {
                        return Uni.createFrom().item(after);
                      }
                      row.become(after);
                      report(after, outcome);
                      return history
                          .note(row)
                          .chain(
                              () ->
                                  after instanceof Person.Verified
                                      ? revocations.forget(subjectId)
                                      : Uni.createFrom().item(0L))
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
