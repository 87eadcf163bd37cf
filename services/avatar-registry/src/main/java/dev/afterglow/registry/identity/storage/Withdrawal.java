package dev.afterglow.registry.identity.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.device.storage.DeviceStore;
import dev.afterglow.registry.device.storage.PairingStore;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.forgetting.storage.ForgettingStore;
import dev.afterglow.registry.history.storage.PersonHistory;
import dev.afterglow.registry.identity.ErasureReceipt;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.presence.storage.PresenceStore;
import dev.afterglow.registry.identity.review.storage.ReviewStore;
import dev.afterglow.registry.lease.storage.LeaseStore;
import dev.afterglow.registry.licence.intention.storage.IntentionStore;
import dev.afterglow.registry.licence.storage.LicenceStore;
import dev.afterglow.registry.licence.storage.Revocation;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import dev.afterglow.registry.vault.storage.VaultStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Takes a person out, for now or for good. Everything happens in the caller's transaction: the
 * person's state, their licences, the leases under them and the pushes to the holders, and at an
 * erasure their devices. What capture-ingest keeps of how they moved goes soon after, see {@link
 * ForgettingStore}, and so does what providers of verification keep, see {@link ProviderRounds}.
 */
@ApplicationScoped
public class Withdrawal {
  private static final Log LOG = Log.of(Withdrawal.class);
  private static final String ERASED = "the licensor was erased";
  private static final String REVOKED = "the licensor was revoked";

  private final PersonStore persons;
  private final LicenceStore licences;
  private final Revocation revocation;
  private final LeaseStore leases;
  private final VaultStore documents;
  private final ReviewStore reviews;
  private final PresenceStore presences;
  private final IntentionStore intentions;
  private final RevocationStore revocations;
  private final DeviceStore devices;
  private final PairingStore pairings;
  private final ForgettingStore forgetting;
  private final Ledger ledger;
  private final PersonHistory history;
  private final AttemptStore attempts;
  private final RegistryMeters meters;
  private final Clock clock;
  private final RandomGenerator random;

  @Inject
  Withdrawal(
      PersonStore persons,
      LicenceStore licences,
      Revocation revocation,
      LeaseStore leases,
      VaultStore documents,
      ReviewStore reviews,
      PresenceStore presences,
      IntentionStore intentions,
      RevocationStore revocations,
      DeviceStore devices,
      PairingStore pairings,
      ForgettingStore forgetting,
      Ledger ledger,
      PersonHistory history,
      AttemptStore attempts,
      RegistryMeters meters,
      Clock clock,
      RandomGenerator random) {
    this.persons = persons;
    this.licences = licences;
    this.revocation = revocation;
    this.leases = leases;
    this.documents = documents;
    this.reviews = reviews;
    this.presences = presences;
    this.intentions = intentions;
    this.revocations = revocations;
    this.devices = devices;
    this.pairings = pairings;
    this.forgetting = forgetting;
    this.ledger = ledger;
    this.history = history;
    this.attempts = attempts;
    this.meters = meters;
    this.clock = clock;
    this.random = random;
  }

  /** Suspends a person; every lease that they drive or are portrayed by is void. */
  public Uni<Person> suspend(String subjectId) {
    return persons
        .locked(subjectId)
        .chain(
            row ->
                switch (row.person()) {
                  case Person.Standing standing -> {
                    row.become(standing.suspend());
                    yield history
                        .note(row)
                        .chain(() -> ledger.note(Changes.person(Kind.PERSON_SUSPENDED, subjectId)))
                        .chain(() -> setAside(subjectId))
                        .chain(() -> voidLeases(subjectId))
                        .replaceWith(row.person());
                  }
                  case Person.Suspended suspended -> Uni.createFrom().item((Person) suspended);
                  case Person.Revoked _ -> throw Faults.illegalTransition("REVOKED");
                  case Person.Erased _ -> throw Faults.illegalTransition("ERASED");
                });
  }

  /** Stops somebody suspended for good: their licences end, and no attempt brings them back. */
  Uni<Person> revoke(PersonEntity row, Person.Suspended suspended, String reviewer) {
    row.become(suspended.revoke());
    Instant now = StoredTime.now(clock);
    return history
        .note(row)
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.PERSON_REVOKED,
                        "person:" + row.subjectId,
                        Set.of(row.subjectId),
                        Map.of("reviewer", reviewer))))
        .chain(() -> licences.standingOf(row.subjectId))
        .chain(standing -> revocation.revokeAll(standing, REVOKED, now))
        .chain(() -> voidLeases(row.subjectId))
        .replaceWith(row.person());
  }

  /** Erases a person: vault key gone, licences revoked, leases void. Erasing twice succeeds. */
  public Uni<Person.Erased> erase(String subjectId) {
    return persons
        .locked(subjectId)
        .chain(
            row -> {
              if (row.person() instanceof Person.Erased erased) {
                return Uni.createFrom().item(erased);
              }
              return erase(row);
            });
  }

  private Uni<Person.Erased> erase(PersonEntity row) {
    Instant now = StoredTime.now(clock);
    byte[] salt = new byte[32];
    random.nextBytes(salt);
    String receipt = new ErasureReceipt(row.subjectId, now, HexFormat.of().formatHex(salt)).hex();
    Person.Erased erased = row.person().erase(receipt);
    row.become(erased);
    return history
        .erase(row)
        .chain(() -> documents.erase(row.subjectId))
        .chain(() -> reviews.forget(row.subjectId))
        .chain(() -> presences.forget(row.subjectId))
        .chain(() -> intentions.forget(row.subjectId))
        .chain(() -> revocations.forget(row.subjectId))
        .chain(() -> licences.standingOf(row.subjectId))
        .chain(standing -> revocation.revokeAll(standing, ERASED, now))
        .chain(() -> voidLeases(row.subjectId))
        .chain(() -> pairings.forget(row.subjectId))
        .chain(() -> revokeDevices(row.subjectId))
        .chain(() -> devices.forgetOf(row.subjectId, now))
        .chain(() -> forgetting.owe(row.subjectId, now))
        .chain(() -> ledger.noteErasure(row.subjectId, HexFormat.of().parseHex(receipt)))
        .chain(() -> attempts.owe(row.subjectId, now))
        .invoke(() -> LOG.info("person erased", LogKey.SUBJECT_ID.is(row.subjectId)))
        .replaceWith(erased);
  }

  private Uni<Void> revokeDevices(String subjectId) {
    return devices
        .active(subjectId)
        .chain(
            rows ->
                ledger.noteAll(
                    rows.stream()
                        .map(
                            device ->
                                Changes.of(
                                    Kind.DEVICE_REVOKED,
                                    "device:" + device.deviceId,
                                    Set.of(subjectId),
                                    Map.of()))
                        .toList()));
  }

  /** What somebody proved before they were stopped opens nothing afterwards. */
  private Uni<Void> setAside(String subjectId) {
    return presences
        .setAside(subjectId, StoredTime.now(clock))
        .chain(
            ids ->
                ledger.noteAll(
                    ids.stream()
                        .map(
                            id ->
                                Changes.of(
                                    Kind.PRESENCE_VOIDED,
                                    "presence:" + id,
                                    Set.of(subjectId),
                                    Map.of()))
                        .toList()));
  }

  /** What providers still have of somebody erased. */
  public Uni<List<AttemptStore.Remainder>> remainders(String subjectId) {
    return attempts.remainders(subjectId, StoredTime.now(clock));
  }

  private Uni<Integer> voidLeases(String subjectId) {
    return leases.revokeOf(subjectId, StoredTime.now(clock)).invoke(meters::revoked);
  }
}
