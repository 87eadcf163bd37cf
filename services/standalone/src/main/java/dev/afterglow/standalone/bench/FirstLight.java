package dev.afterglow.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.render.v1.StageTime;
import dev.afterglow.house.Person;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.live.LiveOptions;
import dev.afterglow.standalone.live.LiveRun;
import dev.afterglow.standalone.live.RunReport;
import dev.afterglow.standalone.live.StopRequest;
import dev.afterglow.standalone.process.ProcessUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What one broadcast of the house presenter costs: rate, delay, skew, start-up, time and memory of
 * every process, on fresh data. After it, in the same run, the worker's loops alone, so that what
 * the platform around them costs can be told from what the machine can draw.
 */
public final class FirstLight {
  private FirstLight() {}

  /** Takes {@code --for}, {@code --size} and {@code --fps}. */
  public static void main(String[] arguments) throws IOException {
    Logger.getLogger("").setLevel(Level.SEVERE);
    System.exit(run(Arguments.parse(arguments)).code());
  }

  private static ExitCode run(Arguments arguments) throws IOException {
    Path data = Files.createTempDirectory("afterglow-bench");
    StopRequest stop = new StopRequest();
    Thread hook = new Thread(stop::ask, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Installation installation = Installation.find();
      RunReport report =
          new LiveRun(
                  arguments.options(data),
                  installation,
                  System.err::println,
                  stop,
                  Clock.systemUTC())
              .run();
      BareWorker bare =
          BareWorker.measure(
              installation,
              data,
              arguments.width(),
              arguments.height(),
              arguments.framesPerSecond());
      print(arguments, report, bare);
      return ExitCode.OK;
    } catch (RunFailure e) {
      System.err.println("afterglow: " + e.sentence());
      return e.exitCode();
    } finally {
      delete(data);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void print(Arguments arguments, RunReport report, BareWorker bare) {
    RenderStatus status = report.figures().status();
    line("| first light | |");
    line("| --- | --- |");
    line("| machine | %s |", Machine.words());
    line(
        "| picture | %dx%d at %d fps for %.0f s, house presenter, %s facts |",
        arguments.width(),
        arguments.height(),
        arguments.framesPerSecond(),
        report.liveTime().toMillis() / 1_000.0,
        "synthetic");
    line(
        "| achieved | %.2f fps, %d frames, %d dropped |",
        report.figures().fps(), report.figures().frames(), report.figures().dropped());
    for (StageTime stage : status.getStageTimesList()) {
      line("| %s | %.2f ms a frame |", stage.getStage(), stage.getMeanMs());
    }
    line(
        "| capture to encoded | p50 %.0f ms, p95 %.0f ms, p99 %.0f ms |",
        status.getCaptureToEncodedMs().getP50(),
        status.getCaptureToEncodedMs().getP95(),
        status.getCaptureToEncodedMs().getP99());
    line(
        "| sound against picture | p50 %+.1f ms, p99 %+.1f ms |",
        status.getAvSkewMs().getP50(), status.getAvSkewMs().getP99());
    line(
        "| baseline: the worker's loops alone, unpaced | %.2f fps; draw %.1f, convert %.1f, encode"
            + " %.1f ms |",
        bare.framesPerSecond(),
        bare.stageMs("draw"),
        bare.stageMs("convert"),
        bare.stageMs("encode"));
    line("| started in | %.1f s |", seconds(report.startTime()));
    line("");
    line("| process | start, s | CPU, s | peak memory, MiB |");
    line("| --- | --- | --- | --- |");
    processes(report);
    report.invariants().stream()
        .filter(invariant -> !invariant.held())
        .forEach(broken -> line("Not held: %s (%s).", broken.name(), broken.detail()));
    line("%s", json(report, bare));
  }

  private static void processes(RunReport report) {
    Set<String> names = new TreeSet<>(new HashSet<>(report.startTimes().keySet()));
    names.addAll(report.usage().keySet());
    for (String name : names) {
      Optional<ProcessUsage> usage = Optional.ofNullable(report.usage().get(name));
      line(
          "| %s | %s | %s | %s |",
          name,
          Optional.ofNullable(report.startTimes().get(name))
              .map(time -> "%.1f".formatted(seconds(time)))
              .orElse("–"),
          usage.map(it -> "%.1f".formatted(seconds(it.cpu()))).orElse("–"),
          usage.map(it -> "" + (it.peakRssBytes() >> 20)).orElse("–"));
    }
  }

  private static String json(RunReport report, BareWorker bare) {
    RenderStatus status = report.figures().status();
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("fps", round(report.figures().fps()));
    json.put("bare_fps", round(bare.framesPerSecond()));
    json.put("dropped", report.figures().dropped());
    json.put("capture_to_encoded_p95_ms", round(status.getCaptureToEncodedMs().getP95()));
    json.put("av_skew_p1_ms", round(status.getAvSkewMs().getP1()));
    json.put("av_skew_p99_ms", round(status.getAvSkewMs().getP99()));
    json.put("startup_s", round(seconds(report.startTime())));
    json.put("peak_rss_mb", report.peakRssBytes() >> 20);
    return json.toString();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** What to run. */
  private record Arguments(Duration runFor, int width, int height, int framesPerSecond) {
    private static Arguments parse(String[] arguments) {
      Map<String, String> given = new java.util.HashMap<>();
      for (int i = 0; i + 1 < arguments.length; i += 2) {
        given.put(arguments[i], arguments[i + 1]);
      }
      String[] size = given.getOrDefault("--size", "720x1280").split("x", 2);
      String span = given.getOrDefault("--for", "60s");
      return new Arguments(
          Duration.ofSeconds(Long.parseLong(span.substring(0, span.length() - 1))),
          Integer.parseInt(size[0]),
          Integer.parseInt(size[1]),
          Integer.parseInt(given.getOrDefault("--fps", "30")));
    }

    private LiveOptions options(Path data) {
      return new LiveOptions(
          Optional.of(runFor),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Person.LIN,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          width,
          height,
          framesPerSecond,
          1,
          data,
          false,
          0);
    }
  }
}
