package dev.afterglow.standalone.cli;

import dev.afterglow.commandline.SpanConverter;
import dev.afterglow.house.Person;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.live.LiveOptions;
import dev.afterglow.standalone.live.LiveRun;
import dev.afterglow.standalone.live.PlayedFile;
import dev.afterglow.standalone.live.RunReport;
import dev.afterglow.standalone.live.StopRequest;
import dev.afterglow.standalone.live.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code live}. */
@Command(
    name = "live",
    description =
        "Opens a live room on this machine: a recorded person drives an avatar through all five"
            + " services into an encoded, labelled, licensed stream, while facts become figures.",
    footer = {
      "",
      "Ctrl-C ends the broadcast in order, with a summary; a second Ctrl-C stops at once.",
      "",
      "Examples:",
      "  live                        the house presenter on http://localhost:8080",
      "  live --for 30s --size 360x640",
      "  live --presenter hao --look polo",
      "  live --tape me.csv --voice me.wav --avatar me.vrm --rtmp rtmp://HOST/APP/KEY"
    },
    sortOptions = false,
    mixinStandardHelpOptions = false,
    usageHelpAutoWidth = true)
final class LiveCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--for",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "How long to broadcast, for example 30s or 5m. Default: until Ctrl-C.")
  @Nullable Duration runFor;

  @Option(
      names = "--tape",
      paramLabel = "FILE",
      description = "Motion to replay: .jsonl or Live Link Face .csv. Default: the house tape.")
  @Nullable Path tape;

  @Option(
      names = "--voice",
      paramLabel = "FILE.wav",
      description = "Voice to replay. Default: the house tape's, or silence with --tape.")
  @Nullable Path voice;

  @Option(
      names = "--avatar",
      paramLabel = "FILE",
      description = "A .glb or .vrm file. Default: the house presenter.")
  @Nullable Path avatar;

  @Option(
      names = "--presenter",
      paramLabel = "NAME",
      description = "The house presenter, lin or hao, instead of an --avatar. Default: lin.")
  @Nullable String presenter;

  @Option(
      names = "--look",
      paramLabel = "NAME",
      description =
          "What the avatar wears from the beginning: jacket or qipao (lin), apron or polo (hao), or"
              + " a look of the --avatar. Default: its first.")
  @Nullable String look;

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description =
          "Facts to play: .jsonl, one Fact a line in protobuf's JSON or one with at_ms; danmaku .xml;"
              + " retail .csv. Default: synthetic ones.")
  @Nullable Path facts;

  @Option(
      names = "--facts-speed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How much faster than they happened the facts of a file are played."
              + " Default: ${DEFAULT-VALUE}.")
  double factsSpeed = 1;

  @Option(
      names = "--rtmp",
      paramLabel = "URL",
      description = "Also push there, for example rtmp://HOST/APP/KEY; can be given up to 8 times.")
  List<String> rtmp = List.of();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "360x640",
      description =
          "Picture size in pixels, even numbers; choose a smaller one when frames are left out."
              + " Default: ${DEFAULT-VALUE}.")
  String size = "360x640";

  @Option(
      names = "--fps",
      paramLabel = "N",
      defaultValue = "30",
      description = "Frames a second, 1 to 60. Default: ${DEFAULT-VALUE}.")
  int framesPerSecond = 30;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the synthetic facts. Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".afterglow",
      description =
          "Where recordings, logs and databases are kept from run to run."
              + " Default: ${DEFAULT-VALUE} in the current folder.")
  Path data = Path.of(".afterglow");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description =
          "The page's port on localhost; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
  int port = 8080;

  @Option(
      names = "--json",
      description =
          "Print one JSON object on standard output at the end, and all else on standard error.")
  boolean json;

  @Option(names = "--help", usageHelp = true, description = "This text.")
  boolean help;

  private final StopRequest stop;
  private final Installation installation;

  LiveCommand(StopRequest stop, Installation installation) {
    this.stop = stop;
    this.installation = installation;
  }

  @Override
  public Integer call() {
    LiveOptions options = options();
    Console console = new Console(System.out, System.err, json);
    stop.onAtOnce(
        () ->
            console.fail(
                "Stopped at once, without a summary; what was recorded until now is in %s."
                    .formatted(options.dataFolder().resolve("recordings"))));
    try {
      RunReport report =
          new LiveRun(options, installation, console::say, stop, Clock.systemUTC()).run();
      Summary.table(report).forEach(console::say);
      if (json) {
        console.result(Summary.json(report));
      }
      report.endedEarly().ifPresent(why -> console.fail(why.sentence()));
      return report.exitCode().code();
    } catch (RuntimeException e) {
      return stop.isAtOnce() ? ExitCode.STOPPED.code() : failed(console, options, e);
    }
  }

  private static int failed(Console console, LiveOptions options, RuntimeException e) {
    String details = keep(options.dataFolder(), e);
    if (e instanceof RunFailure failure) {
      console.fail(failure.sentence());
      return failure.exitCode().code();
    }
    console.fail("An unexpected error; the details are in %s.".formatted(details));
    return ExitCode.UNEXPECTED.code();
  }

  private LiveOptions options() {
    String[] sides = size.split("x", -1);
    try {
      if (sides.length != 2) {
        throw new IllegalArgumentException("--size is WIDTHxHEIGHT, for example 720x1280");
      }
      return new LiveOptions(
          Optional.ofNullable(runFor),
          Optional.ofNullable(tape),
          Optional.ofNullable(voice),
          Optional.ofNullable(avatar),
          person(),
          Optional.ofNullable(look),
          Optional.ofNullable(facts).map(path -> new PlayedFile(path, factsSpeed)),
          rtmp,
          Integer.parseInt(sides[0]),
          Integer.parseInt(sides[1]),
          framesPerSecond,
          seed,
          data.toAbsolutePath().normalize(),
          json,
          port);
    } catch (NumberFormatException e) {
      throw new ParameterException(
          commandLine(), "--size is WIDTHxHEIGHT, for example 720x1280", e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Person person() {
    if (presenter == null) {
      return Person.LIN;
    }
    if (avatar != null) {
      throw new IllegalArgumentException("--presenter and --avatar are one or the other");
    }
    return Person.named(presenter)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--presenter is one of "
                        + Stream.of(Person.values())
                            .map(Person::word)
                            .collect(Collectors.joining(", "))));
  }

  private CommandLine commandLine() {
    return java.util.Objects.requireNonNull(spec, "spec").commandLine();
  }

  /** Keeps the stack trace for whoever looks for it; the person has had the sentence. */
  private static String keep(Path folder, RuntimeException e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    Path file = folder.resolve("logs/live.log");
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, trace.toString());
      return file.toString();
    } catch (IOException noPlace) {
      return "no file: " + noPlace.getMessage();
    }
  }
}
