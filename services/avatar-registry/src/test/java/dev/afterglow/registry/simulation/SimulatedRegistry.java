package dev.afterglow.registry.simulation;

import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.decision.Known;
import dev.afterglow.registry.decision.Known.KnownAvatar;
import dev.afterglow.registry.decision.Known.KnownPerson;
import dev.afterglow.registry.decision.Known.KnownPresence;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.ErasureReceipt;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.presence.Presence;
import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.DriverScope;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.policy.PlatformPolicy;
import dev.afterglow.registry.policy.PolicyRow;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.use.IntendedUse;
import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The registry's state machines over a store whose transactions happen whole or not at all. What
 * the desks do with Postgres is done here with maps; the states, the decision and the order of the
 * log's kinds are the real ones.
 */
final class SimulatedRegistry {
  static final Duration TTL = Duration.ofSeconds(5);

  /** Short, so that people become due in a world in which most are soon verified again. */
  static final Duration VALIDITY = Duration.ofSeconds(20);

  static final int MOST_ROOMS = 2;

  /** How long before a drive a presence may have been proved. */
  static final Duration PRESENCE_WITHIN = Duration.ofSeconds(15);

  static final Presence.Times PRESENCES =
      new Presence.Times(Duration.ofSeconds(4), Duration.ofSeconds(20));

  private static final String SHA = "ab".repeat(32);
  private static final PlatformPolicy POLICY =
      new PlatformPolicy(
          "shop",
          Instant.EPOCH,
          Set.of(UseKind.LIVE),
          List.of(
              new PolicyRow(true, VoiceMode.REAL, MotionMode.MOCAP, Liveness.LIVE, true, "test"),
              new PolicyRow(false, VoiceMode.REAL, MotionMode.MOCAP, Liveness.LIVE, true, "test")),
          false,
          0,
          false,
          TTL,
          TTL,
          "test",
          PRESENCE_WITHIN,
          "test");

  /** What survives every crash. */
  final Map<String, Person> persons = new LinkedHashMap<>();

  final Set<String> vaultKeys = new HashSet<>();
  final Map<String, Licence> licences = new LinkedHashMap<>();
  final Map<String, Presence> presences = new LinkedHashMap<>();
  final Map<String, Instant> driveTimes = new HashMap<>();
  final Map<String, String> revocations = new HashMap<>();
  final Map<String, StreamLease> leases = new LinkedHashMap<>();
  final Map<String, String> leaseOfRequest = new HashMap<>();
  final Map<String, Kind> told = new HashMap<>();

  /** Erased people whom others still have to forget. */
  final Set<String> owed = new LinkedHashSet<>();

  private final Supplier<Instant> clock;
  private boolean crashing;

  SimulatedRegistry(Supplier<Instant> clock) {
    this.clock = clock;
  }

  /** The next transaction comes to nothing. */
  void crashBeforeCommit() {
    crashing = true;
  }

  private boolean commits() {
    boolean lost = crashing;
    crashing = false;
    return !lost;
  }

  /** Whether the entry may stand where it would. */
  private void tell(String thing, Kind kind) {
    Kind before = told.put(thing, kind);
    boolean possible = before == null ? kind.opens() : before.leadsTo(kind);
    if (!possible) {
      throw new AssertionError("the log tells of " + kind + " after " + before);
    }
  }

  void begin(String subject, Attempt attempt) {
    Person person = persons.getOrDefault(subject, Person.unknown(subject, clock.get()));
    if (person instanceof Person.Verifiable verifiable && commits()) {
      persons.put(subject, verifiable.begin(attempt));
      vaultKeys.add(subject);
      tell("person:" + subject, Kind.PERSON_BEGUN);
    }
  }

  void resolve(String subject, Attempt attempt, Outcome outcome) {
    if (persons.get(subject) instanceof Person.Waiting waiting) {
      Person after = waiting.resolve(attempt, outcome, clock.get(), VALIDITY);
      if (!after.equals(waiting) && commits()) {
        persons.put(subject, after);
        if (after instanceof Person.Verified) {
          revocations.remove(subject);
        }
        boolean passed = after instanceof Person.Verified;
        tell("person:" + subject, passed ? Kind.PERSON_VERIFIED : Kind.PERSON_FAILED);
      }
    }
  }

  void suspend(String subject) {
    if (persons.get(subject) instanceof Person.Standing standing && commits()) {
      persons.put(subject, standing.suspend());
      tell("person:" + subject, Kind.PERSON_SUSPENDED);
      setAside(subject);
      voidLeasesOf(subject);
    }
  }

  /** One of two reviewers' words. */
  void revoke(String subject, String reviewer) {
    if (persons.get(subject) instanceof Person.Suspended suspended
        && !reviewer.equals(subject)
        && !reviewer.equals(revocations.get(subject))
        && commits()) {
      if (revocations.putIfAbsent(subject, reviewer) == null) {
        tell("person:" + subject, Kind.PERSON_REVOCATION_ASKED);
        return;
      }
      revocations.remove(subject);
      persons.put(subject, suspended.revoke());
      tell("person:" + subject, Kind.PERSON_REVOKED);
      licencesOf(subject).forEach(this::end);
      voidLeasesOf(subject);
    }
  }

  private void setAside(String subject) {
    presences.replaceAll(
        (id, presence) -> {
          if (!presence.subjectId().equals(subject)) {
            return presence;
          }
          return switch (presence) {
            case Presence.Asked asked -> told(id, asked.voided(), Kind.PRESENCE_VOIDED);
            case Presence.Proven proven -> told(id, proven.voided(), Kind.PRESENCE_VOIDED);
            case Presence.Refused refused -> refused;
            case Presence.Voided voided -> voided;
          };
        });
  }

  private Presence told(String id, Presence presence, Kind kind) {
    tell("presence:" + id, kind);
    return presence;
  }

  void beginPresence(String id, String subject, Attempt attempt) {
    if (verified(subject) && !presences.containsKey(id) && commits()) {
      presences.put(id, new Presence.Asked(id, subject, attempt, clock.get()));
      tell("presence:" + id, Kind.PRESENCE_BEGUN);
    }
  }

  void resolvePresence(String id, Outcome outcome) {
    if (presences.get(id) instanceof Presence.Asked asked) {
      Presence after = asked.resolve(outcome, clock.get(), PRESENCES);
      if (!after.equals(asked) && commits()) {
        presences.put(id, after);
        boolean proven = after instanceof Presence.Proven;
        tell("presence:" + id, proven ? Kind.PRESENCE_PROVEN : Kind.PRESENCE_REFUSED);
      }
    }
  }

  private boolean verified(String subject) {
    return persons.get(subject) instanceof Person.Verified it
        && it.at(clock.get()) instanceof Person.Verified;
  }

  private List<Licence> licencesOf(String subject) {
    return licences.values().stream()
        .filter(licence -> licence.grant().licensorSubjectId().equals(subject))
        .toList();
  }

  void erase(String subject) {
    Person person = persons.get(subject);
    if (person == null || person instanceof Person.Erased || !commits()) {
      return;
    }
    String receipt = new ErasureReceipt(subject, clock.get(), "00").hex();
    persons.put(subject, person.erase(receipt));
    vaultKeys.remove(subject);
    owed.add(subject);
    presences.values().removeIf(presence -> presence.subjectId().equals(subject));
    revocations.remove(subject);
    licencesOf(subject).forEach(this::end);
    voidLeasesOf(subject);
    tell("person:" + subject, Kind.PERSON_ERASED);
  }

  /** Whoever kept something of an erased person says that it is gone. */
  void forgotten(String subject) {
    if (owed.contains(subject) && commits()) {
      owed.remove(subject);
    }
  }

  private void voidLeasesOf(String subject) {
    leases.replaceAll(
        (id, lease) ->
            lease instanceof StreamLease.Live live
                    && (live.right().use().driverSubjectId().equals(subject)
                        || live.right().licensorSubjectId().equals(subject))
                ? voided(id, live, live.right().epoch())
                : lease);
  }

  private StreamLease voided(String id, StreamLease.Live live, long epoch) {
    tell("lease:" + id, Kind.LEASE_REVOKED);
    return live.revoked(epoch);
  }

  void grant(String licenceId, String licensor, Set<String> drivers) {
    if (!verified(licensor) || licences.containsKey(licenceId) || !commits()) {
      return;
    }
    Instant now = clock.get();
    LicenceTerms terms =
        new LicenceTerms(
            "avatar",
            DriverScope.NAMED,
            drivers,
            Set.of(VoiceMode.REAL),
            Set.of(MotionMode.MOCAP),
            Set.of(UseKind.LIVE),
            List.of(new PlatformAccount("shop", "*")),
            Set.of("CN"),
            Set.of("*"),
            Set.of(),
            now.minusSeconds(60),
            now.plusSeconds(600),
            MOST_ROOMS,
            0,
            List.of());
    Consent consent = new Consent(ConsentMethod.INTENTION, "txn", SHA, "zh-CN", now);
    licences.put(
        licenceId,
        Licence.granted(new Licence.Grant(licenceId, licensor, terms, consent, SHA, now)));
    tell("licence:" + licenceId, Kind.LICENCE_GRANTED);
  }

  void revoke(String licenceId) {
    Licence licence = licences.get(licenceId);
    if (licence instanceof Licence.Active && commits()) {
      end(licence);
    }
  }

  private void end(Licence licence) {
    if (licence instanceof Licence.Active active) {
      Licence.Revoked revoked = active.revoke(clock.get());
      String id = active.grant().licenceId();
      licences.put(id, revoked);
      leases.replaceAll(
          (leaseId, lease) ->
              lease instanceof StreamLease.Live live && live.right().use().licenceId().equals(id)
                  ? voided(leaseId, live, revoked.epoch())
                  : lease);
      tell("licence:" + id, Kind.LICENCE_REVOKED);
    }
  }

  /** A lease, or nothing where the decision says no. The same request finds its lease again. */
  Optional<StreamLease.Live> acquire(String requestId, String leaseId, IntendedUse use) {
    String earlier = leaseOfRequest.get(requestId);
    if (earlier != null) {
      return leases.get(earlier) instanceof StreamLease.Live live && live.lastsAt(clock.get())
          ? Optional.of(live)
          : Optional.empty();
    }
    Known known = known(use);
    if (!Decision.on(use, known).allowed() || !commits()) {
      return Optional.empty();
    }
    Licence licence = known.licence().orElseThrow();
    StreamLease.Live lease =
        StreamLease.granted(
            new StreamLease.Right(
                leaseId,
                "holder",
                use,
                licence.grant().licensorSubjectId(),
                SHA,
                licence.epoch(),
                TTL),
            clock.get());
    driveTimes.put(leaseId, driveTime(use, clock.get()));
    leases.put(leaseId, lease);
    leaseOfRequest.put(requestId, leaseId);
    tell("lease:" + leaseId, Kind.LEASE_GRANTED);
    return Optional.of(lease);
  }

  Optional<StreamLease.Live> renew(String leaseId) {
    if (!(leases.get(leaseId) instanceof StreamLease.Live live) || !live.lastsAt(clock.get())) {
      return Optional.empty();
    }
    Decision decision = Decision.on(live.right().use(), known(live.right().use()));
    if (decision.epoch() != live.right().epoch() || !decision.allowed() || !commits()) {
      return Optional.empty();
    }
    StreamLease.Live renewed = live.renewed(clock.get());
    leases.put(leaseId, renewed);
    return Optional.of(renewed);
  }

  void release(String leaseId) {
    if (leases.get(leaseId) instanceof StreamLease.Live live && commits()) {
      leases.put(leaseId, live.released());
      tell("lease:" + leaseId, Kind.LEASE_RELEASED);
    }
  }

  /** In how many rooms somebody may still draw under a licence, as far as the registry knows. */
  long liveRooms(String licenceId, String exceptRoom) {
    Instant now = clock.get();
    return leases.values().stream()
        .filter(lease -> lease.mayDrawAt(now))
        .map(lease -> lease.right().use())
        .filter(use -> use.licenceId().equals(licenceId) && !use.roomId().equals(exceptRoom))
        .map(IntendedUse::roomId)
        .distinct()
        .count();
  }

  private Known known(IntendedUse use) {
    Optional<Licence> licence = Optional.ofNullable(licences.get(use.licenceId()));
    return new Known(
        clock.get(),
        false,
        licence,
        Optional.of(new KnownAvatar("avatar", SHA, true, true)),
        person(use.driverSubjectId()),
        licence.flatMap(it -> person(it.grant().licensorSubjectId())),
        Optional.of(POLICY),
        Duration.ZERO,
        (int) liveRooms(use.licenceId(), use.roomId()),
        Known.Further.NONE,
        presence(use));
  }

  /** Since when the driver has had living leases of the room, one after the other. */
  private Instant driveTime(IntendedUse use, Instant now) {
    return leases.values().stream()
        .filter(lease -> lease instanceof StreamLease.Live live && live.lastsAt(now))
        .filter(lease -> lease.right().use().roomId().equals(use.roomId()))
        .filter(lease -> lease.right().use().driverSubjectId().equals(use.driverSubjectId()))
        .map(lease -> driveTimes.get(lease.right().leaseId()))
        .min(Instant::compareTo)
        .orElse(now);
  }

  private Optional<KnownPresence> presence(IntendedUse use) {
    return presences.values().stream()
        .filter(presence -> presence.subjectId().equals(use.driverSubjectId()))
        .filter(Presence.Proven.class::isInstance)
        .map(Presence.Proven.class::cast)
        .max(Comparator.comparing(Presence.Proven::createTime))
        .map(
            it ->
                new KnownPresence(
                    it.presenceId(),
                    it.subjectId(),
                    it.createTime(),
                    it.expireTime(),
                    driveTime(use, clock.get()),
                    false));
  }

  private Optional<KnownPerson> person(String subject) {
    return Optional.ofNullable(persons.get(subject))
        .map(
            it ->
                new KnownPerson(
                    subject,
                    it instanceof Person.Verified verified
                        && verified.at(clock.get()) instanceof Person.Verified,
                    false));
  }

  /** Forgets what nothing can refer to any more. */
  void clear(Set<String> livePeople) {
    leases.values().removeIf(lease -> !lease.mayDrawAt(clock.get().minusSeconds(60)));
    leaseOfRequest.values().retainAll(leases.keySet());
    licences
        .values()
        .removeIf(
            it ->
                it instanceof Licence.Revoked revoked
                    && revoked.revokeTime().isBefore(clock.get().minusSeconds(120)));
    persons.keySet().retainAll(livePeople);
    driveTimes.keySet().retainAll(leases.keySet());
    presences.values().removeIf(it -> it.createTime().isBefore(clock.get().minusSeconds(120)));
    told.keySet()
        .removeIf(thing -> thing.startsWith("lease:") && !leases.containsKey(thing.substring(6)));
    told.keySet()
        .removeIf(
            thing -> thing.startsWith("presence:") && !presences.containsKey(thing.substring(9)));
  }
}
