package dev.afterglow.registry.decision.storage;

import dev.afterglow.registry.avatar.storage.AvatarEntity;
import dev.afterglow.registry.avatar.storage.AvatarStore;
import dev.afterglow.registry.decision.Known;
import dev.afterglow.registry.decision.Known.KnownAvatar;
import dev.afterglow.registry.decision.Known.KnownPerson;
import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.storage.PersonEntity;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.lease.storage.LeaseStore;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.storage.LicenceEntity;
import dev.afterglow.registry.licence.storage.LicenceStore;
import dev.afterglow.registry.policy.PolicyTable;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.use.IntendedUse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads what a decision stands on within the caller's transaction. The licence's row is locked as
 * the caller asks, so that no revocation slips between the decision and what follows from it.
 */
@ApplicationScoped
public class KnownReader {
  private final LicenceStore licences;
  private final AvatarStore avatars;
  private final PersonStore persons;
  private final LeaseStore leases;
  private final PolicyTable policies;
  private final RegistryConfig config;
  private final Clock clock;

  @Inject
  KnownReader(
      LicenceStore licences,
      AvatarStore avatars,
      PersonStore persons,
      LeaseStore leases,
      PolicyTable policies,
      RegistryConfig config,
      Clock clock) {
    this.licences = licences;
    this.avatars = avatars;
    this.persons = persons;
    this.leases = leases;
    this.policies = policies;
    this.config = config;
    this.clock = clock;
  }

  /** Reads it. The clock is read after the lock is held, since waiting for it takes time. */
  public Uni<Known> read(IntendedUse use, LockModeType licenceLock) {
    return licences
        .findById(use.licenceId(), licenceLock)
        .map(row -> Optional.ofNullable(row).map(LicenceEntity::licence))
        .chain(licence -> read(use, licence, StoredTime.now(clock)));
  }

  private Uni<Known> read(IntendedUse use, Optional<Licence> licence, Instant now) {
    String licensorId = licence.map(found -> found.grant().licensorSubjectId()).orElse("");
    return avatars
        .findById(use.avatarId())
        .chain(
            avatar ->
                persons
                    .findById(use.driverSubjectId())
                    .chain(
                        driver ->
                            persons
                                .findById(licensorId)
                                .chain(
                                    licensor ->
                                        usage(use, licence, now)
                                            .map(
                                                usage ->
                                                    new Known(
                                                        now,
                                                        config.allowSimulated(),
                                                        licence,
                                                        Optional.ofNullable(avatar)
                                                            .map(KnownReader::avatar),
                                                        Optional.ofNullable(driver)
                                                            .map(row -> person(row, now)),
                                                        Optional.ofNullable(licensor)
                                                            .map(row -> person(row, now)),
                                                        policies.inForce(
                                                            use.platform().platform(), now),
                                                        usage.onAir(),
                                                        usage.otherLiveRooms())))));
  }

  private record Usage(Duration onAir, int otherLiveRooms) {}

  private Uni<Usage> usage(IntendedUse use, Optional<Licence> licence, Instant now) {
    boolean counted = licence.map(it -> it.grant().terms().countsHours()).orElse(false);
    return leases
        .otherLiveRooms(use.licenceId(), use.roomId(), now)
        .chain(
            rooms ->
                (counted
                        ? leases.onAir(use.licenceId(), now)
                        : Uni.createFrom().item(Duration.ZERO))
                    .map(onAir -> new Usage(onAir, rooms)));
  }

  private static KnownAvatar avatar(AvatarEntity row) {
    return new KnownAvatar(row.avatarId, row.sha256, row.commercialUseAllowed);
  }

  private static KnownPerson person(PersonEntity row, Instant now) {
    boolean verified =
        row.person() instanceof Person.Verified standing
            && standing.at(now) instanceof Person.Verified;
    return new KnownPerson(
        row.subjectId, verified, AssuranceLevel.SIMULATED.name().equals(row.assurance));
  }
}
