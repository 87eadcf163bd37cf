package dev.afterglow.standalone.bench.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.standalone.bench.registry.LeaseRoom.Cause;
import dev.afterglow.standalone.bench.registry.LeaseRoom.Hearing;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import io.grpc.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * From revocation to slate over 200 rooms that hold leases, each with a connection of its own: with
 * every message heard, with pushes lost, and with every message lost. Times are taken from before
 * the revocation is asked for to the moment in which the room's lease is worth nothing; a worker
 * shows the slate with its next frame.
 */
final class RevocationBench {
  private static final int ROOMS = 200;
  private static final int FRAME_MS = 34;
  private static final Duration GOAL_PUSH = Duration.ofMillis(1_500);
  private static final Duration OVER_TTL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Standalone all;
  private final Channel registry;
  private final ObjectNode json;

  RevocationBench(Standalone all, ObjectNode json) {
    this.all = all;
    this.registry = all.fleet().channel(Service.AVATAR_REGISTRY);
    this.json = json;
  }

  /** Measures; a room that shows a figure for too long after it heard nothing ends the bench. */
  void measure() throws InterruptedException {
    Times pushed = round("push", Hearing.ALL, Cause.PUSH);
    json.put("revocation_push_goal_met", pushed.quantileMs(0.99) <= GOAL_PUSH.toMillis());
    round("renewal", Hearing.ANSWERS, Cause.DENIED);
    round("silent", Hearing.NOTHING, Cause.RUN_OUT);
  }

  private Times round(String name, Hearing hearing, Cause expected) throws InterruptedException {
    Rooms rooms = Rooms.open(registry, ROOMS, Clock.systemUTC());
    Map<LeaseRoom, String> held = new LinkedHashMap<>();
    try {
      for (int i = 0; i < rooms.count(); i++) {
        held.put(
            new LeaseRoom(all.fleet().connection(Service.AVATAR_REGISTRY), rooms.acquire(i)),
            rooms.use(i).getLicenceId());
      }
      // Every room renews at a moment of its own within two rounds of renewals.
      LockSupport.parkNanos(2 * held.keySet().iterator().next().ttlNanos() / 3);
      return told(name, hearing, expected, held);
    } finally {
      held.keySet().forEach(LeaseRoom::close);
    }
  }

  private Times told(String name, Hearing hearing, Cause expected, Map<LeaseRoom, String> held)
      throws InterruptedException {
    long began = System.nanoTime();
    Map<String, Long> revokedAt = new LinkedHashMap<>();
    for (String licence : new ArrayList<>(new LinkedHashSet<>(held.values()))) {
      held.forEach(
          (room, of) -> {
            if (of.equals(licence)) {
              room.hear(hearing);
            }
          });
      revokedAt.put(licence, System.nanoTime());
      revoke(licence);
    }
    await(held.keySet());
    List<Long> took = new ArrayList<>();
    Map<Cause, Integer> causes = new LinkedHashMap<>();
    long ttlNanos = 0;
    for (Map.Entry<LeaseRoom, String> one : held.entrySet()) {
      LeaseRoom.Slate slate = one.getKey().slate();
      if (slate == null) {
        throw new RunFailure(ExitCode.INVARIANT_BROKEN, "A room showed its figure for too long.");
      }
      took.add(slate.atNanos() - Objects.requireNonNull(revokedAt.get(one.getValue())));
      causes.merge(slate.cause(), 1, Integer::sum);
      ttlNanos = one.getKey().ttlNanos();
    }
    Times times =
        Times.of(
            took.stream().mapToLong(Long::longValue).toArray(),
            held.size() - causes.getOrDefault(expected, 0),
            Duration.ofNanos(System.nanoTime() - began));
    line(name, times, causes, ttlNanos);
    if (times.quantileMs(1) > TimeUnit.NANOSECONDS.toMillis(ttlNanos) + OVER_TTL.toMillis()) {
      throw new RunFailure(ExitCode.INVARIANT_BROKEN, "A room showed its figure for too long.");
    }
    return times;
  }

  private void revoke(String licence) {
    var _ =
        LicenceServiceGrpc.newBlockingStub(registry)
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .revokeLicence(
                RevokeLicenceRequest.newBuilder()
                    .setRequestId(UUID.randomUUID().toString())
                    .setLicenceId(licence)
                    .setGrounds("bench")
                    .build());
  }

  private static void await(Iterable<LeaseRoom> rooms) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    for (LeaseRoom room : rooms) {
      while (room.slate() == null && System.nanoTime() - until < 0) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
  }

  private void line(String name, Times times, Map<Cause, Integer> causes, long ttlNanos) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "| revocation of %d rooms, %s, time to live %.1f s | p50 %.0f ms, p99 %.0f ms, at most"
                + " %.0f ms and a frame of %d ms; %s |",
            ROOMS,
            switch (name) {
              case "push" -> "every message heard";
              case "renewal" -> "every push lost";
              default -> "every message lost";
            },
            ttlNanos / 1e9,
            times.quantileMs(0.5),
            times.quantileMs(0.99),
            times.quantileMs(1),
            FRAME_MS,
            causes));
    json.put("revocation_" + name + "_p50_ms", Math.round(times.quantileMs(0.5)));
    json.put("revocation_" + name + "_p99_ms", Math.round(times.quantileMs(0.99)));
    json.put("revocation_" + name + "_max_ms", Math.round(times.quantileMs(1)));
    json.put("revocation_" + name + "_otherwise", times.failures());
    json.put("revocation_ttl_ms", Math.round(ttlNanos / 1e6));
  }
}
