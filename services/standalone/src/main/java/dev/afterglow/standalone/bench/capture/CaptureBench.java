package dev.afterglow.standalone.bench.capture;

import dev.afterglow.standalone.bench.Machine;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What capture-ingest costs beside a bare relay of the same bytes on the same gRPC stack, both
 * loaded by one generator on the same cores: first the most drives that each holds within 5 ms,
 * then both in turn at one load for what a message costs, then the decoders. Beside them stands
 * what sockets alone cost ({@link SocketFloor}), which no service gets below.
 */
public final class CaptureBench {
  private static final long SEED = 20_260_301;

  /** What a drive keeps alive makes each pause of the serial collector longer than the 5 ms. */
  private static final String COLLECTOR = "-XX:+UseZGC";

  private static final int MOST_WARM = 4;

  private final Plan plan;
  private final Installation installation;

  /** How long and how often. */
  private record Plan(
      int first,
      int most,
      double warmS,
      double settleS,
      double stretchS,
      int rounds,
      boolean quick,
      Optional<Path> recording,
      List<String> collector,
      int only,
      Optional<Path> against,
      boolean decoders) {
    static Plan parse(String[] arguments) {
      List<String> given = Arrays.asList(arguments);
      boolean quick = given.contains("--quick");
      return new Plan(
          100,
          Integer.parseInt(value(given, "--most").orElse("1600")),
          quick ? 25 : 60,
          quick ? 1 : 2,
          value(given, "--stretch").map(Double::parseDouble).orElse(quick ? 3.0 : 10.0),
          value(given, "--rounds").map(Integer::parseInt).orElse(quick ? 3 : 7),
          quick,
          value(given, "--record").map(Path::of).map(Path::toAbsolutePath),
          List.of(value(given, "--collector").orElse(COLLECTOR).split(" ", -1)),
          Integer.parseInt(value(given, "--drives").orElse("0")),
          value(given, "--against").map(Path::of).map(Path::toAbsolutePath),
          !given.contains("--no-decoders"));
    }

    private static Optional<String> value(List<String> given, String name) {
      int at = given.indexOf(name);
      return at < 0 || at + 1 >= given.size() ? Optional.empty() : Optional.of(given.get(at + 1));
    }
  }

  private CaptureBench(Plan plan) {
    this.plan = plan;
    this.installation = Installation.find();
  }

  /**
   * Takes {@code --quick}; {@code --most N} drives to try at all; {@code --drives N} to skip the
   * search; {@code --record FILE} for a flight recording of capture-ingest; {@code --collector
   * "FLAGS"} for another collector of all three; {@code --against FOLDER} for another build of
   * capture-ingest (its {@code quarkus-app}) in turn with this one; {@code --rounds N} of {@code
   * --stretch SECONDS}; {@code --no-decoders}.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Logger.getLogger("").setLevel(Level.SEVERE);
    System.exit(run(new CaptureBench(Plan.parse(arguments))).code());
  }

  private static ExitCode run(CaptureBench bench) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("afterglow-bench");
    try {
      bench.measure(data);
      return ExitCode.OK;
    } catch (RunFailure e) {
      System.err.println("afterglow: " + e.sentence());
      return e.exitCode();
    } finally {
      delete(data);
    }
  }

  private void measure(Path data) throws IOException, InterruptedException {
    DriveScript script = new DriveScript(SEED);
    List<String> flags =
        plan
            .recording()
            .map(
                file ->
                    "-XX:StartFlightRecording=dumponexit=true,settings=profile,filename=" + file)
            .stream()
            .toList();
    LastLine last = new LastLine();
    line("| capture | |");
    line("| --- | --- |");
    line("| machine | %s |", Machine.words());
    try (BenchHost host = BenchHost.start(installation, data, flags, plan.collector());
        Target floor = host.floor(script);
        Target relay = host.relay(script);
        Target ingest = host.ingest(2 * plan.most(), script);
        Target before = before(host, script)) {
      long emptyBytes = ingest.probe().liveBytes();
      List<Target> targets = new ArrayList<>(List.of(floor, relay, ingest));
      if (before != null) {
        targets.add(before);
      }
      for (Target target : targets) {
        warm(target);
      }
      Map<Target, Integer> most =
          plan.only() > 0 ? Map.of() : search(List.of(floor, relay, ingest));
      int load =
          plan.only() > 0
              ? plan.only()
              : Math.max(
                  20, Math.min(most.getOrDefault(relay, 0), most.getOrDefault(ingest, 0)) / 2);
      Map<Target, List<Reading>> seen = rounds(targets, load);
      ingest.drive(load);
      long liveBytes = (ingest.probe().liveBytes() - emptyBytes) / ingest.load().count();
      ingest.rest();
      seen.forEach((target, readings) -> print(target, most, load, readings));
      List<Reading> ours = seen.getOrDefault(ingest, List.of());
      List<Reading> bare = seen.getOrDefault(relay, List.of());
      line(
          "| messages a second of a core, ours to the relay's | %.2f |",
          LastLine.ratio(ours, bare));
      if (before != null) {
        line(
            "| messages a second of a core, ours to the other build's | %.2f |",
            LastLine.ratio(ours, seen.getOrDefault(before, List.of())));
      }
      line("| live heap a drive | %.2f MB |", liveBytes / 1e6);
      line(
          "| resident memory with %d drives open | %d MiB |",
          ingest.load().count(), ingest.probe().residentBytes() >> 20);
      last.most(
          most.getOrDefault(ingest, 0), most.getOrDefault(relay, 0), most.getOrDefault(floor, 0));
      last.rounds(ours, bare, seen.getOrDefault(floor, List.of()));
      last.heap(liveBytes);
    }
    if (plan.decoders()) {
      Decoders.measure(installation, plan.quick(), last);
    }
    line("%s", last.toString());
  }

  private @Nullable Target before(BenchHost host, DriveScript script) throws IOException {
    return plan.against().isPresent()
        ? host.ingest(plan.against().get(), 2 * plan.most(), script)
        : null;
  }

  private void warm(Target target) throws IOException, InterruptedException {
    int drives = plan.only() > 0 ? plan.only() : plan.first();
    Warming warming = new Warming(plan.warmS(), MOST_WARM * plan.warmS());
    while (!warming.isWarm()) {
      Reading reading = Reading.of(target, drives, 0, plan.warmS() / 4);
      warming.took(reading.seconds(), reading.cpuMsADrive());
    }
    target.rest();
    System.err.printf(
        Locale.ROOT, "%s: warm after %.0f s of load%n", target.name(), warming.spentS());
  }

  /** The targets in turn, at one load. */
  private Map<Target, List<Reading>> rounds(List<Target> targets, int load)
      throws IOException, InterruptedException {
    Map<Target, List<Reading>> seen = new LinkedHashMap<>();
    for (Target target : targets) {
      // What is open and silent costs something too, which would count as the others' cost.
      target.keep(load);
      seen.put(target, new ArrayList<>());
    }
    for (int round = 0; round < plan.rounds(); round++) {
      for (Map.Entry<Target, List<Reading>> each : seen.entrySet()) {
        each.getValue().add(one(each.getKey(), load));
      }
    }
    return seen;
  }

  /** Each target's most drives, a try of one after a try of the other. */
  private Map<Target, Integer> search(List<Target> targets)
      throws IOException, InterruptedException {
    Map<Target, MostDrives> searches = new LinkedHashMap<>();
    targets.forEach(it -> searches.put(it, new MostDrives(plan.first(), plan.most())));
    while (searches.values().stream().anyMatch(it -> it.next() > 0)) {
      for (Map.Entry<Target, MostDrives> search : searches.entrySet()) {
        int drives = search.getValue().next();
        if (drives > 0) {
          search.getValue().tried(one(search.getKey(), drives).held());
        }
      }
    }
    Map<Target, Integer> most = new HashMap<>();
    searches.forEach((target, search) -> most.put(target, search.held()));
    return most;
  }

  private Reading one(Target target, int drives) throws IOException, InterruptedException {
    Reading reading = Reading.of(target, drives, plan.settleS(), plan.stretchS());
    target.rest();
    note(target, reading);
    if (target.load().ended() > 0) {
      throw new IOException(target.name() + " ended " + target.load().ended() + " streams");
    }
    return reading;
  }

  private static void note(Target target, Reading reading) {
    System.err.printf(
        Locale.ROOT,
        "%s: %d drives %s; p50 %.2f, p99 %.2f ms (voice %.2f), generator late p99 %.2f ms, %d sent,"
            + " %d arrived, %d refused, %.2f cores%n",
        target.name(),
        reading.drives(),
        reading.held() ? "held" : "not held",
        reading.p50Ms(),
        reading.p99Ms(),
        reading.voiceP99Ms(),
        reading.lateP99Ms(),
        reading.sent(),
        reading.arrived(),
        reading.refused(),
        reading.cores());
  }

  private static void print(
      Target target, Map<Target, Integer> most, int load, List<Reading> readings) {
    line(
        "| %s: most drives within 5 ms (p99) | %s |",
        target.name(), most.containsKey(target) ? most.get(target) : "not searched");
    line(
        "| %s at %d drives, medians of %d rounds | p50 %.2f, p99 %.2f ms; %.0f messages a second of"
            + " a core; %.2f ms of a core a second a drive; %.0f bytes allocated a message |",
        target.name(),
        load,
        readings.size(),
        Reading.median(readings, Reading::p50Ms),
        Reading.median(readings, Reading::p99Ms),
        Reading.median(readings, Reading::messagesPerCoreSecond),
        Reading.median(readings, Reading::cpuMsADrive),
        Reading.median(readings, Reading::bytesAMessage));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
