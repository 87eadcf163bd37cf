package dev.afterglow.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.house.HouseAssets;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What drawing and encoding cost: for each avatar and size the worker's own loops against the floor
 * of the same scene, one after the other, so many rounds; then a soak that keeps the clock.
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
  private final Map<String, Case> cases = new HashMap<>();

  private RenderBench(Installation installation, Arguments arguments) {
    this.installation = installation;
    this.arguments = arguments;
  }

  /** What was measured of one avatar at one size. */
  private record Case(List<JsonNode> loops, List<JsonNode> bare) {
    double median(String figure) {
      return RenderBench.median(loops.stream().map(it -> it.path(figure).asDouble()).toList());
    }

    double bareMedian(String figure) {
      return RenderBench.median(bare.stream().map(it -> it.path(figure).asDouble()).toList());
    }

    double ratio() {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < loops.size(); i++) {
        ratios.add(bare.get(i).path("fps").asDouble() / loops.get(i).path("fps").asDouble());
      }
      return RenderBench.median(ratios);
    }
  }

  /** Takes {@code --seconds}, {@code --rounds}, {@code --soak} and {@code --only AVATAR}. */
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
    line("| render | |");
    line("| --- | --- |");
    line("| machine | %s |", Machine.words());
    line("");
    line(
        "| avatar | size | fps | ms a picture | blend | draw | convert | encode | floor, ms |"
            + " ratio | bytes, draw + encode | MiB |");
    line("|%s", " --- |".repeat(12));
    for (Map.Entry<String, Path> avatar : avatars(house).entrySet()) {
      if (arguments.only.isEmpty() || arguments.only.equals(avatar.getKey())) {
        for (String size : SIZES) {
          measure(avatar.getKey(), avatar.getValue(), size);
        }
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
    line("%s", json(soak));
  }

  private Map<String, Path> avatars(Path house) {
    Map<String, Path> out = new LinkedHashMap<>();
    out.put(HOUSE, house);
    add(out, ICT, "avatars/ict-facekit/ict_face_arkit51.glb");
    add(out, "godette", "avatars/godot-vrm-godette/Godette_vrm_v4.vrm");
    return out;
  }

  private void add(Map<String, Path> out, String name, String file) {
    String named = System.getenv("AFTERGLOW_DATA");
    Path data = named == null ? installation.root().resolve("../shared/data") : Path.of(named);
    Path path = data.resolve(file);
    if (Files.exists(path)) {
      out.put(name, path);
    } else {
      System.err.println(name + " is left out: there is no " + path.getFileName() + " here");
    }
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
    Case measured = new Case(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < arguments.rounds; round++) {
      measured.bare.add(WorkerProcess.measure(installation, WorkerProcess.BARE, scene));
      measured.loops.add(WorkerProcess.measure(installation, WorkerProcess.LOOPS, scene));
    }
    cases.put(name + size, measured);
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

  private String json(JsonNode soak) {
    ObjectNode out = new ObjectMapper().createObjectNode();
    Case house = cases.get(HOUSE + MIDDLE);
    if (house != null) {
      out.put("fps_house_720", round(house.median("fps")));
      out.put("bare_ratio_house_720", round(house.ratio()));
      out.put("alloc_bytes_frame", house.median("alloc_bytes_frame"));
      out.put("rss_mb", house.median("rss_mb"));
    }
    Case ict = cases.get(ICT + MIDDLE);
    if (ict != null) {
      out.put("fps_ict_720", round(ict.median("fps")));
    }
    out.put("skew_p999_ms", soak.path("skew_p999_ms").asDouble());
    out.put("soak_fps", soak.path("fps").asDouble());
    out.put("soak_dropped", soak.path("dropped").asLong());
    return out.toString();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /**
   * What to measure.
   *
   * @param seconds of pictures a measurement
   * @param rounds of each pair
   * @param only one avatar's name; empty for all
   */
  private record Arguments(int seconds, int rounds, int soakSeconds, String only) {
    private static Arguments parse(String[] arguments) {
      Map<String, String> given = new HashMap<>();
      for (int i = 0; i + 1 < arguments.length; i += 2) {
        given.put(arguments[i], arguments[i + 1]);
      }
      return new Arguments(
          Integer.parseInt(given.getOrDefault("--seconds", "8")),
          Integer.parseInt(given.getOrDefault("--rounds", "3")),
          Spans.seconds(given.getOrDefault("--soak", "60s")),
          given.getOrDefault("--only", ""));
    }
  }
}
