package dev.afterglow.registry.organisation.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.lease.storage.LeaseStore;
import dev.afterglow.registry.organisation.Membership;
import dev.afterglow.registry.organisation.Organisation;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records organisations, and who belongs to them from when until when. */
@ApplicationScoped
public class OrganisationDesk {
  private static final long CLOCK_SKEW_S = 60;

  private final OrganisationStore organisations;
  private final MembershipStore memberships;
  private final PersonStore persons;
  private final LeaseStore leases;
  private final Ledger ledger;
  private final RegistryConfig config;
  private final RegistryMeters meters;
  private final Clock clock;
  private final Ids ids;

  @Inject
  OrganisationDesk(
      OrganisationStore organisations,
      MembershipStore memberships,
      PersonStore persons,
      LeaseStore leases,
      Ledger ledger,
      RegistryConfig config,
      RegistryMeters meters,
      Clock clock,
      Ids ids) {
    this.organisations = organisations;
    this.memberships = memberships;
    this.persons = persons;
    this.leases = leases;
    this.ledger = ledger;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
    this.ids = ids;
  }

  /** Records an organisation, in the caller's transaction. Its name stays out of the log. */
  public Uni<Organisation> create(String displayName) {
    Organisation organisation = new Organisation(ids.next(), displayName, StoredTime.now(clock));
    return organisations
        .persistAndFlush(OrganisationEntity.of(organisation))
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.ORGANISATION_CREATED,
                        "organisation:" + organisation.organisationId(),
                        Set.of(),
                        Map.of())))
        .replaceWith(organisation);
  }

  /** Records a member, in the caller's transaction. */
  public Uni<Membership> add(
      String organisationId, String subjectId, Optional<Instant> from, Optional<Instant> until) {
    Instant now = StoredTime.now(clock);
    if (from.isPresent() && from.get().isBefore(now.minusSeconds(CLOCK_SKEW_S))) {
      throw Faults.invalidField("from_time", "nobody becomes a member in the past");
    }
    Instant begin = from.map(OrganisationDesk::stored).filter(now::isBefore).orElse(now);
    Instant end = until.map(OrganisationDesk::stored).orElse(null);
    if (end != null && !end.isAfter(begin)) {
      throw Faults.invalidField("until_time", "a membership ends after it begins");
    }
    Membership membership = new Membership(ids.next(), organisationId, subjectId, begin, end);
    return persons
        .locked(subjectId)
        .invoke(row -> requireVerified(row.person(), now))
        .chain(() -> organisations.organisation(organisationId))
        .chain(() -> memberships.persistAndFlush(MembershipEntity.of(membership)))
        .chain(() -> note(Kind.MEMBER_ADDED, membership))
        .replaceWith(membership);
  }

  private static Instant stored(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private void requireVerified(Person person, Instant now) {
    if (!Standings.verified(person, now, config.allowSimulated())) {
      throw Faults.personNotVerified(person.subjectId(), Standings.word(person, now));
    }
  }

  /**
   * Ends a membership now, in the caller's transaction. The person's row is held first, as whoever
   * is granted a lease holds it: a lease comes before and is found, or after and is refused.
   */
  public Uni<Membership> end(String membershipId) {
    return memberships
        .memberOf(membershipId)
        .chain(persons::locked)
        .chain(() -> memberships.locked(membershipId))
        .chain(this::end);
  }

  private Uni<Membership> end(MembershipEntity row) {
    Instant now = StoredTime.now(clock);
    Membership membership = row.membership();
    Instant until = membership.untilTime();
    if (until != null && !until.isAfter(now)) {
      return Uni.createFrom().item(membership);
    }
    // One that has not begun yet never will: it keeps an instant, in which nothing is decided.
    row.untilTime =
        now.isAfter(membership.fromTime()) ? now : membership.fromTime().plus(1, ChronoUnit.MICROS);
    return memberships
        .flush()
        .chain(() -> note(Kind.MEMBERSHIP_ENDED, row.membership()))
        .chain(() -> memberships.member(row.organisationId, row.subjectId, now))
        .chain(still -> still ? none() : pushOut(row, now))
        .invoke(meters::revoked)
        .map(_ -> row.membership());
  }

  private static Uni<Integer> none() {
    return Uni.createFrom().item(0);
  }

  private Uni<Integer> pushOut(MembershipEntity row, Instant now) {
    return leases.revokeDrivenFor(row.organisationId, row.subjectId, now);
  }

  private Uni<Void> note(Kind kind, Membership membership) {
    return ledger.note(
        Changes.of(
            kind,
            "membership:" + membership.membershipId(),
            Set.of(membership.subjectId()),
            Map.of("membership", membership)));
  }

  /** Organisations with ids below one, newest first. */
  public Uni<List<Organisation>> before(String organisationId, int size) {
    return Panache.withSession(() -> organisations.before(organisationId, size));
  }

  /** Memberships of an organisation with ids below one, newest first. */
  public Uni<List<Membership>> members(String membershipId, String organisationId, int size) {
    return Panache.withSession(
        () ->
            organisations
                .organisation(organisationId)
                .chain(() -> memberships.before(membershipId, organisationId, size)));
  }
}
