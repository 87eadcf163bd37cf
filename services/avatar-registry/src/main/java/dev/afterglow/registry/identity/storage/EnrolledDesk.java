package dev.afterglow.registry.identity.storage;

import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.Verification;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.vault.MasterKey;
import dev.afterglow.registry.vault.Vault;
import dev.afterglow.registry.vault.storage.VaultStore;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** People who are verified now, and what they were verified with, for those who ask once more. */
@ApplicationScoped
public class EnrolledDesk {
  private final PersonStore persons;
  private final VaultStore documents;
  private final Vault vault;
  private final Workers workers;
  private final RegistryConfig config;
  private final Clock clock;

  @Inject
  EnrolledDesk(
      PersonStore persons,
      VaultStore documents,
      Vault vault,
      Workers workers,
      RegistryConfig config,
      Clock clock) {
    this.persons = persons;
    this.documents = documents;
    this.vault = vault;
    this.workers = workers;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Somebody verified.
   *
   * @param verification by which
   * @param document from the vault; empty where nobody asked for it
   */
  public record Enrolled(Verification verification, Optional<Document> document) {
    /** The attempt that verified them. */
    public Attempt attempt() {
      return verification.attempt();
    }
  }

  /** Reads them; the vault is opened only where the provider has to be shown the document. */
  public Uni<Enrolled> read(String subjectId, boolean withDocument) {
    return Panache.withSession(
            () ->
                persons
                    .person(subjectId)
                    .map(person -> verified(person).verification())
                    .chain(
                        verification ->
                            documents.sealed(subjectId).map(it -> new Kept(verification, it))))
        .chain(
            kept ->
                withDocument
                    ? opened(subjectId, kept)
                    : Uni.createFrom().item(new Enrolled(kept.verification(), Optional.empty())));
  }

  private record Kept(Verification verification, Optional<VaultStore.Sealed> sealed) {}

  /** On a worker: the master key may be elsewhere. */
  private Uni<Enrolled> opened(String subjectId, Kept kept) {
    VaultStore.Sealed sealed =
        kept.sealed().orElseThrow(() -> new IllegalStateException("a verified person's document"));
    return workers
        .call(() -> vault.open(subjectId, sealed.ciphertext(), sealed.wrappedKey()))
        .onFailure(MasterKey.Unavailable.class)
        .transform(failure -> Faults.vaultUnavailable())
        .map(document -> new Enrolled(kept.verification(), Optional.of(document)));
  }

  /** Refuses whoever is not verified now, and holds them so to the end of the transaction. */
  public Uni<Void> require(String subjectId) {
    return persons.locked(subjectId).invoke(row -> verified(row.person())).replaceWithVoid();
  }

  private Person.Verified verified(Person person) {
    Instant now = StoredTime.now(clock);
    if (person instanceof Person.Verified verified
        && Standings.verified(person, now, config.allowSimulated())) {
      return verified;
    }
    throw Faults.personNotVerified(person.subjectId(), Standings.word(person, now));
  }
}
