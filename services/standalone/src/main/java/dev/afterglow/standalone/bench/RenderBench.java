package dev.afterglow.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.afterglow.house.HouseAssets;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What drawing and encoding cost: for each avatar and size the worker's own loops against the floor
 * of the same scene, one after the other, so many rounds over all of them; then a soak that keeps
 * the clock.
 *
 * <p>The floor draws one pose from vertices that are blended already. The ratio is milliseconds a
 * picture of the loops over those of the floor: the median of the rounds.
 */
public final class RenderBench {
  private static final List<String> SIZES = List.of("540x960", "720x1280", "1080x1920");
  private static final String HOUSE = "house";
  private static final String ICT = "ict";
  private static final String MIDDLE = "720x1280";
  private static final int FRAMES_PER_SECOND = 30;

  private final Installation installation;
  private final Arguments arguments;
  private final Map<String, RenderCase> cases = new HashMap<>();

  /** Why an avatar was not measured, by its name. */
  private final Map<String, String> missing = new HashMap<>();

  private RenderBench(Installation installation, Arguments arguments) {
    this.installation = installation;
    this.arguments = arguments;
  }

  /**
   * Takes {@code --seconds}, {@code --rounds}, {@code --soak}, {@code --within} and {@code --only
   * AVATAR}.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("afterglow-bench");
    Path house = Files.write(folder.resolve("presenter.vrm"), HouseAssets.presenter());
    try {
      new RenderBench(Installation.find(), Arguments.parse(arguments)).run(house);
    } catch (RunFailure e) {
      System.err.println("afterglow: " + e.sentence());
      System.exit(e.exitCode().code());
    } finally {
      Files.deleteIfExists(house);
      Files.deleteIfExists(folder);
    }
    System.exit(ExitCode.OK.code());
  }

  private void run(Path house) throws IOException {
    Map<String, Path> avatars = avatars(house);
    line("| render | |");
    line("| --- | --- |");
    line("| machine | %s |", Machine.words());
    int rounds = rounds(avatars);
    line("| rounds | %d of %d asked for |", rounds, arguments.rounds);
    line("");
    line(
        "| avatar | size | fps | ms a picture | blend | draw | convert | encode | floor, ms |"
            + " ratio | bytes, draw + encode | MiB |");
    line("|%s", " --- |".repeat(12));
    for (String avatar : avatars.keySet()) {
      for (String size : SIZES) {
        row(avatar, size, caseOf(avatar, size));
      }
    }
    JsonNode soak = soak(house);
    line("");
    line(
        "| soak, %s, keeping the clock | %d s, %.2f fps, %d left out, %d steps down,"
            + " skew p99.9 %.1f ms |",
        MIDDLE,
        arguments.soakSeconds,
        soak.path("fps").asDouble(),
        soak.path("dropped").asLong(),
        soak.path("steps_down").asLong(),
        soak.path("skew_p999_ms").asDouble());
    line("| drawn by | %s |", soak.path("renderer").asText());
    line(
        "%s",
        new RenderLastLine(
            Optional.ofNullable(cases.get(HOUSE + MIDDLE)),
            Optional.ofNullable(cases.get(ICT + MIDDLE)),
            soak,
            missing));
  }

  /** Measures everything once a round, as often as was asked for and as the time allows. */
  private int rounds(Map<String, Path> avatars) throws IOException {
    long leftNanos = Duration.ofSeconds(arguments.withinSeconds - arguments.soakSeconds).toNanos();
    long longestNanos = 0;
    int done = 0;
    while (done < arguments.rounds && (done == 0 || longestNanos < leftNanos)) {
      long began = System.nanoTime();
      for (Map.Entry<String, Path> avatar : avatars.entrySet()) {
        for (String size : SIZES) {
          measure(avatar.getKey(), avatar.getValue(), size);
        }
      }
      long tookNanos = System.nanoTime() - began;
      longestNanos = Math.max(longestNanos, tookNanos);
      leftNanos -= tookNanos;
      done++;
      System.err.printf(Locale.ROOT, "round %d took %.0f s%n", done, tookNanos / 1e9);
    }
    return done;
  }

  /** Those that are to be measured; why the others are not is in {@link #missing}. */
  private Map<String, Path> avatars(Path house) {
    Map<String, Path> out = new LinkedHashMap<>();
    out.put(HOUSE, house);
    add(out, ICT, "avatars/ict-facekit/ict_face_arkit51.glb");
    add(out, "godette", "avatars/godot-vrm-godette/Godette_vrm_v4.vrm");
    if (!arguments.only.isEmpty()) {
      for (String name : List.copyOf(out.keySet())) {
        if (!name.equals(arguments.only)) {
          out.remove(name);
          missing.put(name, "not measured: --only " + arguments.only);
        }
      }
    }
    return out;
  }

  private void add(Map<String, Path> out, String name, String file) {
    String named = System.getenv("AFTERGLOW_DATA");
    Path data = named == null ? installation.root().resolve("../shared/data") : Path.of(named);
    Path path = data.resolve(file);
    if (Files.exists(path)) {
      out.put(name, path);
    } else {
      missing.put(name, "not measured: there is no " + path.getFileName() + " here");
      System.err.println(name + " is left out: there is no " + path.getFileName() + " here");
    }
  }

  private RenderCase caseOf(String name, String size) {
    return cases.computeIfAbsent(
        name + size, key -> new RenderCase(new ArrayList<>(), new ArrayList<>()));
  }

  private void measure(String name, Path avatar, String size) throws IOException {
    String[] sides = size.split("x", 2);
    List<String> scene =
        List.of(
            avatar.toString(),
            sides[0],
            sides[1],
            Integer.toString(FRAMES_PER_SECOND),
            Integer.toString(arguments.seconds));
    RenderCase measured = caseOf(name, size);
    measured.bare().add(WorkerProcess.measure(installation, WorkerProcess.BARE, scene));
    measured.loops().add(WorkerProcess.measure(installation, WorkerProcess.LOOPS, scene));
  }

  private static void row(String name, String size, RenderCase measured) {
    line(
        "| %s | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f | %.0f + %.0f | %.0f |",
        name,
        size,
        measured.median("fps"),
        1_000 / measured.median("fps"),
        measured.median("blend_ms"),
        measured.median("draw_ms"),
        measured.median("convert_ms"),
        measured.median("encode_ms"),
        1_000 / measured.bareMedian("fps"),
        measured.ratio(),
        measured.median("alloc_bytes_frame"),
        measured.median("encode_alloc_bytes_frame"),
        measured.median("rss_mb"));
  }

  private JsonNode soak(Path house) throws IOException {
    String[] sides = MIDDLE.split("x", 2);
    return WorkerProcess.measure(
        installation,
        WorkerProcess.LOOPS,
        List.of(
            house.toString(),
            sides[0],
            sides[1],
            Integer.toString(FRAMES_PER_SECOND),
            Integer.toString(arguments.soakSeconds),
            "paced"));
  }

  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /**
   * What to measure.
   *
   * @param seconds of pictures a measurement
   * @param rounds of all pairs, at most
   * @param soakSeconds of the run that keeps the clock
   * @param withinSeconds all of it should take no longer: a round that would is not begun, but the
   *     first always is
   * @param only one avatar's name; empty for all
   */
  private record Arguments(
      int seconds, int rounds, int soakSeconds, int withinSeconds, String only) {
    private static Arguments parse(String[] arguments) {
      Map<String, String> given = new HashMap<>();
      for (int i = 0; i + 1 < arguments.length; i += 2) {
        given.put(arguments[i], arguments[i + 1]);
      }
      return new Arguments(
          Integer.parseInt(given.getOrDefault("--seconds", "8")),
          Integer.parseInt(given.getOrDefault("--rounds", "3")),
          Spans.seconds(given.getOrDefault("--soak", "60s")),
          Spans.seconds(given.getOrDefault("--within", "11m")),
          given.getOrDefault("--only", ""));
    }
  }
}
