package dev.afterglow.registry.simulation;

import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Refusal;
import dev.afterglow.registry.identity.presence.Presence;
import dev.afterglow.registry.lease.StreamLease;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.use.IntendedUse;
import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * People, a provider, holders of leases and a network around a registry, all made of one seed.
 * Messages are late, lost, doubled and overtaken; the registry crashes before it commits or before
 * it answers; its wall clock jumps within ten seconds of the truth; each holder's monotonic clock
 * starts anywhere. After each step every invariant is looked at.
 */
final class SimulatedWorld {
  private static final long TTL_MS = SimulatedRegistry.TTL.toMillis();
  private static final long SKEW_MS = 10_000;
  private static final int MOST_LATE_MS = 4_000;
  private static final int PEOPLE = 6;
  private static final int HOLDERS = 8;
  private static final int LICENCES = 4;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final boolean careless;
  private final Random random;
  private final SimulatedRegistry registry;
  private final PriorityQueue<Message> network =
      new PriorityQueue<>(Comparator.comparingLong(Message::atMs).thenComparing(Message::order));
  private final List<String> people = new ArrayList<>();
  private final List<String> licences = new ArrayList<>();
  private final List<Holder> holders = new ArrayList<>();
  private final Map<Attempt, Outcome> verdicts = new HashMap<>();
  private final Set<Attempt> counted = new HashSet<>();
  private final Map<String, Long> endedAtMs = new HashMap<>();
  private final Map<String, Long> withdrawnAtMs = new HashMap<>();
  private final Map<String, Person> seen = new HashMap<>();
  private final Map<String, Licence> seenLicences = new HashMap<>();
  private final Map<String, Outcome> looks = new HashMap<>();
  private final Set<String> remembered = new HashSet<>();
  private final Set<String> forgotten = new HashSet<>();
  private final Map<String, Long> goneAtMs = new HashMap<>();
  private final long[] counts = new long[12];
  private long nowMs;
  private long skewMs;
  private long jumpedAheadMs = Long.MIN_VALUE / 2;
  private long serial;

  /**
   * A world.
   *
   * @param careless whether holders count from the answer instead of from before the question
   */
  SimulatedWorld(long seed, boolean careless) {
    this.careless = careless;
    this.random = new Random(seed);
    this.registry = new SimulatedRegistry(() -> START.plusMillis(nowMs + skewMs));
    for (int i = 0; i < PEOPLE; i++) {
      people.add(id("person"));
    }
    for (int i = 0; i < HOLDERS; i++) {
      holders.add(new Holder("room-" + i, random.nextLong(1L << 40)));
    }
    for (int i = 0; i < LICENCES; i++) {
      licences.add(id("licence"));
    }
  }

  private String id(String kind) {
    return kind + "-" + serial++;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Late by up to four seconds, one in ten lost, one in ten doubled. */
  private void send(Runnable arrives) {
    int copies = random.nextInt(10);
    for (int i = copies == 0 ? 2 : copies == 1 ? 1 : 0; i < 2; i++) {
      network.add(
          new Message(
              nowMs + (random.nextInt(20) == 0 ? random.nextInt(MOST_LATE_MS) : random.nextInt(60)),
              serial++,
              arrives));
      if (copies > 1) {
        break;
      }
    }
  }

  void step() {
    Message next = network.peek();
    if (next != null && random.nextInt(3) != 0) {
      network.poll();
      nowMs = Math.max(nowMs, next.atMs());
      maybeCrash();
      next.arrives().run();
    } else {
      nowMs += random.nextInt(40);
      act();
    }
    check();
    if (serial % 4_096 == 0) {
      Set<String> gone = new HashSet<>(registry.presences.keySet());
      goneAtMs.values().removeIf(at -> at < nowMs - 2 * MOST_LATE_MS);
      Set<String> known = new HashSet<>(people);
      known.addAll(goneAtMs.keySet());
      registry.clear(known);
      gone.removeAll(registry.presences.keySet());
      seen.keySet().retainAll(known);
      looks.keySet().removeAll(gone);
      seenLicences.keySet().retainAll(registry.licences.keySet());
    }
  }

  private void maybeCrash() {
    if (random.nextInt(50) == 0) {
      registry.crashBeforeCommit();
      counts[0]++;
    }
  }

  private void act() {
    switch (random.nextInt(28)) {
      case 25, 26, 27 -> look(any(people));
      case 0, 1, 2 -> verify(any(people));
      case 3, 4 -> grant();
      case 5 -> revoke(any(licences));
      case 6 -> withdraw(random.nextInt(PEOPLE));
      case 7 -> jump();
      case 8 -> release(any(holders));
      case 9 -> forget();
      default -> hold(any(holders));
    }
  }

  private void verify(String subject) {
    if (registry.persons.get(subject) instanceof Person.Verified && random.nextInt(8) != 0) {
      return;
    }
    Attempt attempt = new Attempt("provider", id("txn"));
    Outcome outcome =
        random.nextInt(5) == 0
            ? new Outcome.Failed(Refusal.FACE_DIFFERS)
            : new Outcome.Passed(AssuranceLevel.FACE_AUTHORITY);
    verdicts.put(attempt, outcome);
    // The answer may overtake the beginning, come twice, and come after another attempt.
    send(() -> registry.begin(subject, attempt));
    send(() -> answer(subject, attempt, new Outcome.Unanswered()));
    send(() -> answer(subject, attempt, outcome));
    send(() -> answer(subject, attempt, outcome));
  }

  private void answer(String subject, Attempt attempt, Outcome outcome) {
    Person before = registry.persons.get(subject);
    registry.resolve(subject, attempt, outcome);
    Person after = registry.persons.get(subject);
    if (after != null && !after.equals(before)) {
      require(counted.add(attempt), "an outcome counted twice");
      counts[1]++;
    }
  }

  /** Asks whether somebody is there; the answer may overtake the question, and come twice. */
  private void look(String subject) {
    String id = id("presence");
    Outcome outcome =
        random.nextInt(5) == 0
            ? new Outcome.Failed(Refusal.FACE_DIFFERS)
            : new Outcome.Passed(AssuranceLevel.FACE_AUTHORITY);
    Person before = registry.persons.get(subject);
    looks.put(id, outcome);
    send(() -> registry.beginPresence(id, subject, new Attempt("provider", id)));
    send(() -> registry.resolvePresence(id, outcome));
    send(() -> registry.resolvePresence(id, outcome));
    if (before != null) {
      counts[8]++;
    }
  }

  private void grant() {
    int slot = random.nextInt(LICENCES);
    if (registry.licences.get(licences.get(slot)) instanceof Licence.Active) {
      return;
    }
    licences.set(slot, id("licence"));
    String licence = licences.get(slot);
    String licensor = any(people);
    Set<String> drivers = Set.of(any(people));
    send(() -> registry.grant(licence, licensor, drivers));
  }

  private void revoke(String licence) {
    send(
        () -> {
          boolean active = registry.licences.get(licence) instanceof Licence.Active;
          registry.revoke(licence);
          if (active && registry.licences.get(licence) instanceof Licence.Revoked) {
            endedAtMs.put(licence, nowMs);
            counts[2]++;
          }
        });
  }

  private void withdraw(int slot) {
    String subject = people.get(slot);
    int what = random.nextInt(6);
    String reviewer = any(people);
    send(
        () -> {
          Person before = registry.persons.get(subject);
          if (what < 2) {
            registry.erase(subject);
          } else if (what == 2 || before instanceof Person.Suspended) {
            registry.revoke(subject, reviewer);
          } else {
            registry.suspend(subject);
          }
          Person after = registry.persons.get(subject);
          if (after != null && !after.equals(before)) {
            withdrawnAtMs.put(subject, nowMs);
            counts[3]++;
            counts[9] += after instanceof Person.Revoked ? 1 : 0;
            if (after instanceof Person.Erased || after instanceof Person.Revoked) {
              ended(subject);
            }
          }
        });
    // Someone else comes in the place of who has gone for good. The real registry keeps that they
    // were erased for ever; here it is kept until nothing about them is under way any more.
    Person person = registry.persons.get(subject);
    boolean forGood = person instanceof Person.Erased || person instanceof Person.Revoked;
    if (forGood && random.nextInt(4) == 0) {
      people.set(slot, id("person"));
      goneAtMs.put(subject, nowMs);
    }
  }

  /** The licences of somebody erased end with them. */
  private void ended(String licensor) {
    registry.licences.forEach(
        (id, licence) -> {
          if (licence.grant().licensorSubjectId().equals(licensor)) {
            endedAtMs.putIfAbsent(id, nowMs);
          }
        });
  }

  /** What capture-ingest keeps of whoever drives goes when the registry asks; it asks again. */
  private void forget() {
    if (registry.owed.isEmpty()) {
      return;
    }
    String subject = any(List.copyOf(registry.owed));
    send(
        () -> {
          forgotten.add(subject);
          counts[11] += remembered.remove(subject) ? 1 : 0;
          send(() -> registry.forgotten(subject));
        });
  }

  private void jump() {
    long before = skewMs;
    skewMs = random.nextLong(2 * SKEW_MS + 1) - SKEW_MS;
    if (skewMs > before) {
      jumpedAheadMs = nowMs;
    }
    counts[4]++;
  }

  private void release(Holder holder) {
    String lease = holder.leaseId;
    holder.endsOnItsClockMs = Long.MIN_VALUE;
    holder.leaseId = "";
    if (!lease.isEmpty()) {
      send(() -> registry.release(lease));
    }
  }

  /** Acquires or renews; the time is read before the request leaves. */
  private void hold(Holder holder) {
    long askedOnItsClockMs = holder.clockMs(nowMs);
    if (!holder.leaseId.isEmpty() && holder.draws(nowMs)) {
      String lease = holder.leaseId;
      send(() -> reply(registry.renew(lease), holder, askedOnItsClockMs, false));
      return;
    }
    String licence = any(licences);
    IntendedUse use =
        new IntendedUse(
            licence,
            "avatar",
            driver(licence),
            VoiceMode.REAL,
            MotionMode.MOCAP,
            Liveness.LIVE,
            UseKind.LIVE,
            new PlatformAccount("shop", "a"),
            "CN",
            "tea",
            holder.room);
    String request = id("request");
    String lease = id("lease");
    send(() -> reply(registry.acquire(request, lease, use), holder, askedOnItsClockMs, true));
  }

  private String driver(String licence) {
    Licence known = registry.licences.get(licence);
    return known == null ? any(people) : known.grant().terms().driverSubjectIds().iterator().next();
  }

  /** The answer goes back over the same network; a crash after the commit loses it. */
  private void reply(
      Optional<StreamLease.Live> lease, Holder holder, long askedOnItsClockMs, boolean fresh) {
    if (lease.isEmpty() || random.nextInt(50) == 0) {
      return;
    }
    StreamLease.Right right = lease.get().right();
    send(
        () -> {
          boolean wanted = fresh ? !holder.draws(nowMs) : holder.leaseId.equals(right.leaseId());
          if (wanted) {
            holder.take(
                right, fresh, (careless ? holder.clockMs(nowMs) : askedOnItsClockMs) + TTL_MS);
            counts[5]++;
          }
        });
  }

  private void check() {
    registry.persons.forEach(this::checkPerson);
    registry.licences.forEach(this::checkLicence);
    registry.leases.forEach((id, lease) -> checkLease(lease));
    registry.presences.forEach(this::checkPresence);
    Map<String, Integer> rooms = new HashMap<>();
    for (Holder holder : holders) {
      if (holder.draws(nowMs)) {
        counts[6]++;
        checkDrawing(holder);
        if (!forgotten.contains(holder.driver)) {
          remembered.add(holder.driver);
        }
        rooms.merge(holder.licenceId, 1, Integer::sum);
      }
    }
    // A registry whose clock jumps ahead takes living leases for ended, for as long as they live.
    if (nowMs - jumpedAheadMs > TTL_MS) {
      rooms.forEach(
          (licence, count) ->
              require(count <= SimulatedRegistry.MOST_ROOMS, "more rooms draw than are allowed"));
    }
  }

  private void checkDrawing(Holder holder) {
    long since = nowMs - TTL_MS;
    require(
        endedAtMs.getOrDefault(holder.licenceId, Long.MAX_VALUE) > since,
        "a room draws longer than a lease after its licence was revoked");
    require(
        withdrawnAtMs.getOrDefault(holder.driver, Long.MAX_VALUE) > since,
        "a room draws longer than a lease after its driver was withdrawn");
    require(
        withdrawnAtMs.getOrDefault(holder.licensor, Long.MAX_VALUE) > since,
        "a room draws longer than a lease after its licensor was withdrawn");
    require(fresh(holder.driver), "a room draws on after its driver had to be verified again");
    require(fresh(holder.licensor), "a room draws on after its licensor had to be verified again");
  }

  /** Not due for longer than a lease lasts, however far the registry's clock is behind. */
  private boolean fresh(String subject) {
    return !(registry.persons.get(subject) instanceof Person.Verified verified)
        || START
            .plusMillis(nowMs - TTL_MS - SKEW_MS)
            .isBefore(verified.verification().reverifyTime());
  }

  private void checkPerson(String subject, Person person) {
    Person before = seen.put(subject, person);
    if (before instanceof Person.Erased) {
      require(person.equals(before), "an erased person came back");
    }
    if (before instanceof Person.Suspended suspended) {
      boolean again =
          person instanceof Person.Verified verified
              && suspended.awaited().equals(Optional.of(verified.verification().attempt()));
      counts[10] += again ? 1 : 0;
      withdrawnAtMs.computeIfPresent(subject, (_, at) -> again ? null : at);
      require(
          again
              || person instanceof Person.Suspended
              || person instanceof Person.Revoked
              || person instanceof Person.Erased,
          "a suspended person goes on without a fresh verification");
    }
    if (before instanceof Person.Revoked) {
      require(
          person instanceof Person.Revoked || person instanceof Person.Erased,
          "a revoked person goes on");
    }
    if (person instanceof Person.Verified verified) {
      if (verified.at(START.plusMillis(nowMs + skewMs)) instanceof Person.ReverifyDue) {
        counts[7]++;
      }
      require(
          verdicts.get(verified.verification().attempt()) instanceof Outcome.Passed,
          "a person is verified whom no provider passed");
    }
    if (person instanceof Person.Erased) {
      require(
          registry.owed.contains(subject) || !remembered.contains(subject),
          "nobody asks any more to forget an erased person who is remembered");
    }
    boolean kept = registry.vaultKeys.contains(subject);
    require(kept != person instanceof Person.Erased, "the vault's key outlives its person");
  }

  private void checkLicence(String id, Licence licence) {
    Licence before = seenLicences.put(id, licence);
    if (before != null) {
      require(before.epoch() <= licence.epoch(), "an epoch went down");
      require(
          !(before instanceof Licence.Revoked) || licence.equals(before),
          "a revoked licence lives");
    }
    if (licence instanceof Licence.Active) {
      require(
          !(registry.persons.get(licence.grant().licensorSubjectId()) instanceof Person.Erased),
          "an erased person's licence is active");
    }
  }

  private void checkLease(StreamLease lease) {
    if (!(lease instanceof StreamLease.Live live)) {
      return;
    }
    Licence licence = registry.licences.get(live.right().use().licenceId());
    require(!(licence instanceof Licence.Revoked), "a lease lives under a revoked licence");
    for (String subject :
        List.of(live.right().licensorSubjectId(), live.right().use().driverSubjectId())) {
      Person person = registry.persons.get(subject);
      require(
          !(person instanceof Person.Erased
              || person instanceof Person.Suspended
              || person instanceof Person.Revoked),
          "a lease lives of a person who was withdrawn");
    }
  }

  private void checkPresence(String id, Presence presence) {
    if (presence instanceof Presence.Proven proven) {
      require(
          looks.get(id) instanceof Outcome.Passed, "a presence is proven that no provider passed");
      Person person = registry.persons.get(proven.subjectId());
      require(
          !(person instanceof Person.Suspended
              || person instanceof Person.Revoked
              || person instanceof Person.Erased),
          "a presence outlives a withdrawal");
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise + ", at " + nowMs + " ms");
    }
  }

  /** What happened, for a person to see that enough did. */
  String summary() {
    return WorldTally.summary(counts);
  }

  /** The rarest of what has to happen. */
  long rarest() {
    return Arrays.stream(counts).min().orElseThrow();
  }
}
