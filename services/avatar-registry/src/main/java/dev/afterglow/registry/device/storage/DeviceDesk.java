package dev.afterglow.registry.device.storage;

import dev.afterglow.drive.device.DeviceKey;
import dev.afterglow.drive.device.PairingCode;
import dev.afterglow.drive.device.SignedBytes;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.device.Device;
import dev.afterglow.registry.device.RefusalBudget;
import dev.afterglow.registry.device.RefusalBudgets;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import dev.afterglow.registry.vault.Vault;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Pairs and revokes devices. A proof is checked before the code is looked for, so that each guess
 * at a code costs a signature and counts against the {@link RefusalBudget}.
 */
@ApplicationScoped
public class DeviceDesk {
  /** How long a code works. */
  static final Duration CODE_LIFE = Duration.ofMinutes(10);

  /** How many devices of one person may sign. */
  static final int MOST_DEVICES = 16;

  private static final Log LOG = Log.of(DeviceDesk.class);

  private final DeviceStore devices;
  private final PairingStore pairings;
  private final PersonStore persons;
  private final Vault vault;
  private final Ledger ledger;
  private final Workers workers;
  private final RegistryConfig config;
  private final Clock clock;
  private final Ids ids;
  private final RandomGenerator random;
  private final RefusalBudgets budgets;

  @Inject
  DeviceDesk(
      DeviceStore devices,
      PairingStore pairings,
      PersonStore persons,
      Vault vault,
      Ledger ledger,
      Workers workers,
      RegistryConfig config,
      Clock clock,
      Ids ids,
      RandomGenerator random) {
    this.devices = devices;
    this.pairings = pairings;
    this.persons = persons;
    this.vault = vault;
    this.ledger = ledger;
    this.workers = workers;
    this.config = config;
    this.clock = clock;
    this.ids = ids;
    this.random = random;
    this.budgets = new RefusalBudgets(clock);
  }

  /**
   * An open code.
   *
   * @param code given to the caller and kept nowhere
   * @param expireTime when it stops working
   */
  public record Pairing(PairingCode code, Instant expireTime) {}

  /**
   * A device with whether its signatures count now.
   *
   * @param device which
   * @param standing with its person's standing in it
   */
  public record Seen(Device device, Device.Standing standing) {}

  /** A new code for a verified person; the one before stops working. */
  public Uni<Pairing> start(String subjectId) {
    PairingCode code = PairingCode.draw(random);
    Instant now = StoredTime.now(clock);
    Instant expireTime = now.plus(CODE_LIFE);
    return Panache.withTransaction(
            () ->
                persons
                    .locked(subjectId)
                    .invoke(row -> requireVerified(row.person(), now))
                    .chain(() -> pairings.put(subjectId, hash(code), expireTime)))
        .invoke(() -> LOG.info("pairing started", LogKey.SUBJECT_ID.is(subjectId)))
        .replaceWith(new Pairing(code, expireTime));
  }

  /**
   * Checks that a device holds the private half of its key; outside any transaction.
   *
   * @param raw 32 bytes that say they are a key
   */
  public Uni<DeviceKey> proven(PairingCode code, byte[] raw, byte[] proof) {
    RefusalBudget budget = budgets.of(CallersTenant.name());
    if (!budget.open()) {
      throw Faults.tooManyPairingAttempts(budget.retryAfterSeconds());
    }
    return workers.call(() -> checked(budget, code, raw, proof));
  }

  private static DeviceKey checked(
      RefusalBudget budget, PairingCode code, byte[] raw, byte[] proof) {
    DeviceKey key;
    try {
      key = DeviceKey.of(raw);
    } catch (IllegalArgumentException e) {
      budget.refused();
      throw Faults.pairingProofRefused();
    }
    if (!key.verifies(SignedBytes.enrolment(code, key), proof)) {
      budget.refused();
      throw Faults.pairingProofRefused();
    }
    return key;
  }

  /** Enrols a proven key, in the caller's transaction; the code is used up with it. */
  public Uni<Seen> enrol(PairingCode code, DeviceKey key, String label) {
    Instant now = StoredTime.now(clock);
    RefusalBudget budget = budgets.of(CallersTenant.name());
    return pairings
        .locked(hash(code), now)
        .map(
            found ->
                found.orElseThrow(
                    () -> {
                      budget.refused();
                      return Faults.pairingCodeRefused();
                    }))
        .chain(pairing -> enrol(pairing.subjectId, key, label, now));
  }

  private Uni<Seen> enrol(String subjectId, DeviceKey key, String label, Instant now) {
    Device.Active device =
        new Device.Active(new Device.Enrolment(ids.next(), subjectId, key, label, now));
    return persons
        .person(subjectId)
        .invoke(person -> requireVerified(person, now))
        .chain(() -> devices.withKey(key.raw()))
        .invoke(
            taken -> {
              if (taken > 0) {
                throw Faults.deviceKeyTaken();
              }
            })
        .chain(() -> devices.activeOf(subjectId))
        .invoke(
            active -> {
              if (active >= MOST_DEVICES) {
                throw Faults.tooManyDevices(MOST_DEVICES);
              }
            })
        .chain(() -> devices.persistAndFlush(DeviceEntity.of(device)))
        .chain(() -> pairings.forget(subjectId))
        .chain(() -> ledger.note(enrolled(device)))
        .invoke(
            () ->
                LOG.info(
                    "device enrolled",
                    LogKey.SUBJECT_ID.is(subjectId),
                    LogKey.DEVICE.is(device.enrolment().deviceId())))
        .replaceWith(new Seen(device, Device.Standing.ACTIVE));
  }

  /** Revokes a device for good, in the caller's transaction; a revoked one stays as it is. */
  public Uni<Seen> revoke(String deviceId) {
    return devices
        .locked(deviceId)
        .chain(
            row -> {
              if (!(row.device() instanceof Device.Active active)) {
                return Uni.createFrom().item(new Seen(row.device(), Device.Standing.REVOKED));
              }
              row.become(active.revoke(StoredTime.now(clock)));
              LOG.info("device revoked", LogKey.DEVICE.is(deviceId));
              return ledger
                  .note(
                      Changes.of(
                          Kind.DEVICE_REVOKED,
                          "device:" + deviceId,
                          Set.of(row.subjectId),
                          Map.of()))
                  .replaceWith(new Seen(row.device(), Device.Standing.REVOKED));
            });
  }

  private static Change enrolled(Device.Active device) {
    return Changes.of(
        Kind.DEVICE_ENROLLED,
        "device:" + device.enrolment().deviceId(),
        Set.of(device.enrolment().subjectId()),
        Map.of("public_key", HexFormat.of().formatHex(device.enrolment().key().raw())));
  }

  /** One device. */
  public Uni<Seen> device(String deviceId) {
    return Panache.withSession(
        () ->
            devices
                .device(deviceId)
                .chain(
                    device ->
                        verified(device.enrolment().subjectId())
                            .map(verified -> new Seen(device, device.standing(verified)))));
  }

  /** A person's devices with ids below one, newest first. */
  public Uni<List<Seen>> before(String deviceId, String subjectId, int size) {
    return Panache.withSession(
        () ->
            verified(subjectId)
                .chain(
                    verified ->
                        devices
                            .before(deviceId, subjectId, size)
                            .map(
                                page ->
                                    page.stream()
                                        .map(it -> new Seen(it, it.standing(verified)))
                                        .toList())));
  }

  private Uni<Boolean> verified(String subjectId) {
    return persons
        .person(subjectId)
        .map(person -> Standings.verified(person, clock.instant(), config.allowSimulated()));
  }

  private void requireVerified(Person person, Instant now) {
    if (!Standings.verified(person, now, config.allowSimulated())) {
      throw Faults.personNotVerified(person.subjectId(), Standings.word(person, now));
    }
  }

  private byte[] hash(PairingCode code) {
    return vault.fingerprint(("pairing|" + code.text()).getBytes(StandardCharsets.US_ASCII));
  }
}
