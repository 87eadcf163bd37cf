package dev.afterglow.registry.licence.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.avatar.Avatar;
import dev.afterglow.registry.avatar.storage.AvatarStore;
import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.decision.storage.Decisions;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.lease.storage.LeaseStore;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.part.storage.CompositionStore;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import dev.afterglow.registry.use.IntendedUse;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Grants and revokes licences, and decides on uses. */
@ApplicationScoped
public class LicenceDesk {
  private static final Log LOG = Log.of(LicenceDesk.class);

  private final LicenceStore licences;
  private final LeaseStore leases;
  private final PersonStore persons;
  private final AvatarStore avatars;
  private final Decisions decisions;
  private final CompositionStore compositions;
  private final Ledger ledger;
  private final RegistryConfig config;
  private final RegistryMeters meters;
  private final Clock clock;
  private final Ids ids;

  @Inject
  LicenceDesk(
      LicenceStore licences,
      LeaseStore leases,
      PersonStore persons,
      AvatarStore avatars,
      Decisions decisions,
      CompositionStore compositions,
      Ledger ledger,
      RegistryConfig config,
      RegistryMeters meters,
      Clock clock,
      Ids ids) {
    this.licences = licences;
    this.leases = leases;
    this.persons = persons;
    this.avatars = avatars;
    this.decisions = decisions;
    this.compositions = compositions;
    this.ledger = ledger;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Grants a licence, in the caller's transaction: the licensor is verified now and owns the
   * avatar, and the consent is one that this installation accepts. The licensor's row is held to
   * the end, so that an erasure finds the licence or the grant finds the erasure.
   */
  public Uni<Licence.Active> grant(String licensorSubjectId, LicenceTerms terms, Consent consent) {
    Instant now = StoredTime.now(clock);
    ConsentRules.require(consent, terms.revenue(), config.allowSimulated(), now);
    return persons
        .locked(licensorSubjectId)
        .invoke(row -> requireVerified(row.person(), now))
        .chain(() -> avatars.avatar(terms.avatarId()))
        .map(avatar -> licence(licensorSubjectId, terms, consent, avatar, now))
        .call(licence -> licences.persistAndFlush(LicenceEntity.of(licence)))
        .call(licence -> compositions.bind(licence.grant().licenceId(), terms.avatarId()))
        .call(licence -> ledger.note(granted(licence)))
        .invoke(
            licence ->
                LOG.info(
                    "licence granted",
                    LogKey.LICENCE_ID.is(licence.grant().licenceId()),
                    LogKey.AVATAR_ID.is(terms.avatarId())));
  }

  private Licence.Active licence(
      String licensor, LicenceTerms terms, Consent consent, Avatar avatar, Instant now) {
    if (!avatar.ownerSubjectId().equals(licensor)) {
      throw Faults.invalidField("licensor_subject_id", "only the avatar's owner can license it");
    }
    return Licence.granted(
        new Licence.Grant(ids.next(), licensor, terms, consent, avatar.seal().sha256Hex(), now));
  }

  private void requireVerified(Person person, Instant now) {
    if (!Standings.verified(person, now, config.allowSimulated())) {
      throw Faults.personNotVerified(person.subjectId(), Standings.word(person, now));
    }
  }

  /**
   * Ends a licence, in the caller's transaction: its epoch rises, its live leases are void, and the
   * pushes to their holders are written. Revoking a revoked licence changes nothing.
   */
  public Uni<Licence> revoke(String licenceId, String grounds) {
    return licences
        .locked(licenceId)
        .chain(
            row ->
                switch (row.licence()) {
                  case Licence.Revoked revoked -> Uni.createFrom().item((Licence) revoked);
                  case Licence.Active active -> revoke(row, active, grounds);
                });
  }

  private Uni<Licence> revoke(LicenceEntity row, Licence.Active active, String grounds) {
    Instant now = StoredTime.now(clock);
    Licence.Revoked revoked = active.revoke(now);
    row.become(revoked, grounds);
    return leases
        .revokeUnder(row.licenceId, DenialReason.LICENCE_REVOKED, revoked.epoch(), now)
        .invoke(
            count -> {
              meters.revoked(count);
              LOG.info(
                  "licence revoked", LogKey.LICENCE_ID.is(row.licenceId), LogKey.COUNT.is(count));
            })
        .call(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.LICENCE_REVOKED,
                        "licence:" + row.licenceId,
                        Set.of(row.licensorSubjectId),
                        Map.of("epoch", revoked.epoch(), "grounds", grounds))))
        .replaceWith(revoked);
  }

  private static Change granted(Licence.Active licence) {
    Licence.Grant grant = licence.grant();
    return Changes.of(
        Kind.LICENCE_GRANTED,
        "licence:" + grant.licenceId(),
        Set.of(grant.licensorSubjectId()),
        Map.of("grant", grant, "epoch", licence.epoch()));
  }

  /** Whether a use would be allowed now. */
  public Uni<Decision> decide(IntendedUse use) {
    return decisions.decide(use).invoke(meters::decided);
  }

  /** One licence. */
  public Uni<Licence> licence(String licenceId) {
    return Panache.withSession(() -> licences.licence(licenceId));
  }

  /** The digest over the avatar's parts that a licence binds; empty = that there are none. */
  public Uni<String> likeness(String licenceId) {
    return Panache.withSession(() -> compositions.boundBy(licenceId));
  }

  /** Licences with ids below one, newest first; of one avatar unless that is empty. */
  public Uni<List<Licence>> before(String licenceId, String avatarId, int size) {
    return Panache.withSession(() -> licences.before(licenceId, avatarId, size));
  }
}
