package dev.afterglow.standalone.bench.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import dev.afterglow.api.registry.v1.AcquireLeaseResponse;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DecideResponse;
import dev.afterglow.api.registry.v1.LeaseServiceGrpc;
import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RenewLeaseResponse;
import dev.afterglow.standalone.bench.Machine;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.infra.PostgresServer;
import io.grpc.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What avatar-registry gives with its Postgres, the load on the same cores: decisions beside a bare
 * echo of the same messages, renewals of leases, going live, and the log.
 */
public final class RegistryBench {
  private static final int IN_FLIGHT = 32;
  private static final int MANY_IN_FLIGHT = 256;
  private static final int ROOMS = 1_000;
  private static final int GO_LIVE_PER_S = 200;
  private static final int APPENDS_PER_S = 500;
  private static final int LIVE_ROOMS = 10_000;

  /** What ten thousand live rooms ask for that renew every 1.7 s. */
  private static final int RENEWALS_PER_S = 5_882;

  private final Standalone all;
  private final Channel registry;
  private final Rooms rooms;
  private final Duration stretch;
  private final Duration logSpan;
  private final LastLine json = new LastLine();

  private RegistryBench(Standalone all, Duration stretch, Duration logSpan) {
    this.all = all;
    this.registry = all.fleet().channel(Service.AVATAR_REGISTRY);
    this.stretch = stretch;
    this.logSpan = logSpan;
    this.rooms = Rooms.open(registry, ROOMS, Clock.systemUTC());
  }

  /**
   * Takes {@code --stretch 10s} for each measure and {@code --log 60s}; with {@code --revocation}
   * only the way from revocation to slate is measured.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty(Service.FULL_COMPILER, "true");
    Logger.getLogger("").setLevel(Level.SEVERE);
    List<String> given = Arrays.asList(arguments);
    boolean revocation = given.contains("--revocation");
    System.exit(
        run(seconds(given, "--stretch", 10), seconds(given, "--log", 60), revocation).code());
  }

  private static Duration seconds(List<String> given, String name, int otherwise) {
    int at = given.indexOf(name);
    return Duration.ofSeconds(
        at < 0 || at + 1 >= given.size()
            ? otherwise
            : Integer.parseInt(given.get(at + 1).replaceFirst("s$", "")));
  }

  private static ExitCode run(Duration stretch, Duration logSpan, boolean revocation)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("afterglow-bench");
    Installation installation = Installation.find();
    Standalone.Plan plan =
        new Standalone.Plan(
            installation,
            data,
            installation.root().resolve("services/standalone/target/runtime"),
            0,
            Map.of(),
            EnumSet.of(Service.AVATAR_REGISTRY));
    try (Standalone all = Standalone.start(plan, (service, event) -> System.err.println(event))) {
      if (revocation) {
        revocation(all);
      } else {
        new RegistryBench(all, stretch, logSpan).measure();
      }
      return ExitCode.OK;
    } catch (SQLException e) {
      throw new IOException("Postgres refuses the bench", e);
    } catch (RunFailure e) {
      System.err.println("afterglow: " + e.sentence());
      return e.exitCode();
    } finally {
      delete(data);
    }
  }

  private static void revocation(Standalone all) throws InterruptedException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    line("| registry | |");
    line("| --- | --- |");
    line("| machine | %s |", Machine.words());
    new RevocationBench(all, json).measure();
    line("%s", json);
  }

  private void measure() throws IOException, InterruptedException, SQLException {
    line("| registry | |");
    line("| --- | --- |");
    line("| machine | %s |", Machine.words());
    decisions();
    renewals();
    goLive();
    log();
    line("%s", json.whole());
  }

  private void decisions() throws IOException {
    LicenceServiceGrpc.LicenceServiceFutureStub licences =
        LicenceServiceGrpc.newFutureStub(registry);
    DecideResponse answer =
        LicenceServiceGrpc.newBlockingStub(registry)
            .decide(DecideRequest.newBuilder().setUse(rooms.use(0)).build());
    if (!answer.getAllowed()) {
      throw new RunFailure(ExitCode.REFUSED, "The bench's own use is denied.");
    }
    decide(licences, stretch);
    CpuMeter cpu = CpuMeter.begin(all);
    Times decided = decide(licences, stretch);
    CpuMeter.Each cost = cpu.each(decided.sortedNs().length);
    Times echoed;
    try (BareEcho echo = new BareEcho(answer)) {
      decide(echo.stub(), stretch.dividedBy(2));
      echoed = decide(echo.stub(), stretch.dividedBy(2));
    }
    double ratio = decided.perSecond() / echoed.perSecond();
    line(
        "| Decide, %d at a time | %.0f/s, p50 %.1f ms, p99 %.1f ms |",
        IN_FLIGHT, decided.perSecond(), decided.quantileMs(0.5), decided.quantileMs(0.99));
    tell("decide", cost);
    line(
        "| bare echo of the same messages, in the load's own process | %.0f/s; Decide gives %.3f of"
            + " it |",
        echoed.perSecond(), ratio);
    json.put("decide_per_s", round(decided.perSecond()));
    json.put("decide_p50_ms", round(decided.quantileMs(0.5)));
    json.put(LastLine.DECIDE_P99_MS, round(decided.quantileMs(0.99)));
    json.put(LastLine.DECIDE_RATIO, Math.round(ratio * 10_000) / 10_000.0);
  }

  private Times decide(LicenceServiceGrpc.LicenceServiceFutureStub licences, Duration span) {
    return new Load<DecideResponse>(
            i -> licences.decide(DecideRequest.newBuilder().setUse(rooms.use(i)).build()),
            answer -> {})
        .closed(IN_FLIGHT, span);
  }

  private void renewals() throws SQLException {
    List<String> leases = acquireAll();
    renewal(leases).closed(IN_FLIGHT, stretch.dividedBy(2));
    tell("few", IN_FLIGHT, renewal(leases).closed(IN_FLIGHT, stretch));
    CpuMeter cpu = CpuMeter.begin(all);
    Times most = renewal(leases).closed(MANY_IN_FLIGHT, stretch);
    tell("many", MANY_IN_FLIGHT, most);
    tell("renewals", cpu.each(most.sortedNs().length));
    int half = Math.min(RENEWALS_PER_S, (int) (most.perSecond() / 2));
    Times paced = renewal(leases).open(half, stretch);
    line(
        "| renewals, %d/s asked for, half of the most | p50 %.1f ms, p99 %.1f ms, %d not |",
        half, paced.quantileMs(0.5), paced.quantileMs(0.99), paced.failures());
    json.put("renewals_half_p99_ms", round(paced.quantileMs(0.99)));
    json.put(LastLine.RENEWALS_PER_S, round(most.perSecond()));
    live(most.perSecond());
    floor(leases);
  }

  /**
   * Ten thousand rooms, each renewing every 1.7 s; fewer where the machine gives fewer, so that a
   * queue that only grows is not taken for a figure.
   */
  private void live(double mostPerS) {
    int wanted = (int) Math.min(LIVE_ROOMS, 0.9 * mostPerS * PacedRenewals.EVERY_NS / 1e9);
    PacedRenewals live =
        new PacedRenewals(registry, Rooms.open(registry, wanted, Clock.systemUTC()));
    Times paced = live.measure(wanted, stretch);
    line(
        "| %d live rooms of %d, each renewing every 1.7 s | %.0f/s, from when it was due p50 %.1f"
            + " ms, p99 %.1f ms, %d not |",
        live.live(),
        LIVE_ROOMS,
        paced.perSecond(),
        paced.quantileMs(0.5),
        paced.quantileMs(0.99),
        paced.failures());
    json.put("renewals_live_rooms", live.live());
    json.put("renewals_live_per_s", round(paced.perSecond()));
    json.put("renewals_live_p99_ms", round(paced.quantileMs(0.99)));
    json.put("renewals_live_failed", paced.failures());
  }

  private void tell(String name, int inFlight, Times renewed) {
    line(
        "| renewals, %d at a time | %.0f/s of %d, p50 %.1f ms, p99 %.1f ms, %d not renewed |",
        inFlight,
        renewed.perSecond(),
        RENEWALS_PER_S,
        renewed.quantileMs(0.5),
        renewed.quantileMs(0.99),
        renewed.failures());
    json.put("renewals_" + name + "_per_s", round(renewed.perSecond()));
    json.put("renewals_" + name + "_p99_ms", round(renewed.quantileMs(0.99)));
    json.put("renewals_" + name + "_failed", renewed.failures());
  }

  private void tell(String name, CpuMeter.Each cost) {
    line(
        "| processor time of each | registry %.0f µs, Postgres %.0f µs, load %.0f µs: %.0f/s if two"
            + " processors did nothing else |",
        cost.registry(), cost.postgres(), cost.load(), cost.perSecondOnTwo());
    json.put(name + "_cpu_registry_us", round(cost.registry()));
    json.put(name + "_cpu_postgres_us", round(cost.postgres()));
    json.put(name + "_cpu_load_us", round(cost.load()));
  }

  private Load<RenewLeaseResponse> renewal(List<String> leases) {
    LeaseServiceGrpc.LeaseServiceFutureStub stub = LeaseServiceGrpc.newFutureStub(registry);
    return new Load<>(
        i ->
            stub.renewLease(
                RenewLeaseRequest.newBuilder().setLeaseId(leases.get(i % leases.size())).build()),
        answer -> {});
  }

  private void floor(List<String> leases) throws SQLException {
    try (Connection postgres = all.stores().postgres().connect(PostgresServer.NAME)) {
      RenewalFloor floor = new RenewalFloor(postgres, leases);
      for (int together : List.of(1, 64)) {
        floor.measure(together, Duration.ofSeconds(1));
        RenewalFloor.Measured least = floor.measure(together, stretch.dividedBy(2));
        line(
            "| Postgres alone, %d leases written a transaction | %.0f leases/s, %.0f bytes of its"
                + " log each |",
            together, least.perSecond(), least.walBytes());
        json.put("floor_" + together + "_per_s", round(least.perSecond()));
      }
    }
  }

  /** As many leases as were taken within two seconds, so that none is near its end. */
  private List<String> acquireAll() {
    List<String> leases = new ArrayList<>();
    LeaseServiceGrpc.LeaseServiceFutureStub stub = LeaseServiceGrpc.newFutureStub(registry);
    new Load<AcquireLeaseResponse>(
            i -> stub.acquireLease(rooms.acquire(i)),
            answer -> {
              synchronized (leases) {
                if (leases.size() < rooms.count()) {
                  leases.add(answer.getLease().getLeaseId());
                }
              }
            })
        .closed(IN_FLIGHT, Duration.ofSeconds(2));
    return leases;
  }

  /** What stands between the button and the first picture: a decision, then a lease. */
  private void goLive() {
    LicenceServiceGrpc.LicenceServiceFutureStub licences =
        LicenceServiceGrpc.newFutureStub(registry);
    LeaseServiceGrpc.LeaseServiceFutureStub leases = LeaseServiceGrpc.newFutureStub(registry);
    Times live =
        new Load<AcquireLeaseResponse>(
                i ->
                    Futures.transformAsync(
                        licences.decide(DecideRequest.newBuilder().setUse(rooms.use(i)).build()),
                        answer -> leases.acquireLease(rooms.acquire(i)),
                        MoreExecutors.directExecutor()),
                answer -> {})
            .open(GO_LIVE_PER_S, stretch);
    line(
        "| going live, %d/s: decide, then lease | p50 %.1f ms, p99 %.1f ms, %d refused |",
        GO_LIVE_PER_S, live.quantileMs(0.5), live.quantileMs(0.99), live.failures());
    json.put(LastLine.GOLIVE_P99_MS, round(live.quantileMs(0.99)));
    json.put("golive_failed", live.failures());
  }

  private void log() throws InterruptedException {
    new LogLag(registry).measure(APPENDS_PER_S / 2, stretch.dividedBy(2));
    LogLag.Measured lag = new LogLag(registry).measure(APPENDS_PER_S, logSpan);
    line(
        "| windows into the log, %d/s for %d s | %.0f/s; acknowledged p99 %.0f ms; in a signed"
            + " checkpoint p50 %.0f ms, p99 %.0f ms; %d not |",
        APPENDS_PER_S,
        logSpan.toSeconds(),
        lag.acknowledged().perSecond(),
        lag.acknowledged().quantileMs(0.99),
        lag.published().quantileMs(0.5),
        lag.published().quantileMs(0.99),
        lag.acknowledged().failures() + lag.published().failures());
    json.put("log_per_s", round(lag.acknowledged().perSecond()));
    json.put("log_lag_p50_ms", round(lag.published().quantileMs(0.5)));
    json.put(LastLine.LOG_LAG_P99_MS, round(lag.published().quantileMs(0.99)));
    json.put("log_failed", lag.acknowledged().failures() + lag.published().failures());
  }

  private static double round(double figure) {
    return Math.round(figure * 100) / 100.0;
  }

  private static void line(String form, Object... words) {
    System.out.println(String.format(Locale.ROOT, form, words));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
