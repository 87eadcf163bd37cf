package dev.afterglow.agent.cli;

import dev.afterglow.agent.announce.Announcer;
import dev.afterglow.agent.listen.Ear;
import dev.afterglow.agent.listen.Hearing;
import dev.afterglow.agent.source.Captures;
import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.source.SourceSpec;
import dev.afterglow.agent.source.VoiceOrigin;
import dev.afterglow.agent.tape.RawTapeWriter;
import dev.afterglow.agent.tape.Recorder;
import dev.afterglow.agent.tape.TapeTrack;
import dev.afterglow.agent.upstream.Link;
import dev.afterglow.agent.upstream.LinkState;
import dev.afterglow.agent.voice.SoundCard;
import dev.afterglow.agent.voice.VoiceFeed;
import dev.afterglow.uplink.DeviceClock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent run}: listens, shows what it hears, and brings or records it. */
@Command(
    name = "run",
    description =
        "Listens for phones, cameras and suits, shows what it hears, and brings it to a drive.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class RunCommand implements Callable<Integer> {
  private static final int MOST_PRODUCER_CHARACTERS = 128;
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  @Mixin HearingOptions hearing = new HearingOptions();
  @Mixin LinkOptions link = new LinkOptions();
  @Mixin WatchOptions watch = new WatchOptions();
  @Mixin VoiceOptions voice;

  @Option(
      names = "--declare",
      paramLabel = "KIND",
      description =
          "What captures, CAMERA or WEARABLE, where the agent cannot know (vmc) or there are both."
              + " Default: what the source that is heard first is.")
  @Nullable Captures declared;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Write what is heard to a raw tape as well; the file must be new.")
  @Nullable Path record;

  @Option(names = "--help", usageHelp = true, description = "This text.")
  boolean help;

  private final Stop stop;

  RunCommand(Stop stop, SoundCard card) {
    this.stop = stop;
    this.voice = new VoiceOptions(card);
  }

  @Override
  public Integer call() {
    if (declared == Captures.TAPE || declared == Captures.UNKNOWN) {
      throw new AgentFailure(ExitCode.USAGE, "--declare is CAMERA or WEARABLE.");
    }
    return run(record);
  }

  /** Runs until the end; also for {@code agent record}. */
  int run(@Nullable Path tape) {
    DeviceClock clock = DeviceClock.monotonic(System.nanoTime() / 1_000, 0);
    VoiceOrigin origin = voice.origin();
    List<SourceSpec> specs = voice.alone ? List.of() : hearing.specs();
    List<SourceKind> kinds = specs.stream().map(SourceSpec::kind).toList();
    Optional<Link> up = link.open(clock, producer(kinds, origin), kinds, origin, watch.terminal());
    Optional<Recorder> recorder = Optional.empty();
    Optional<VoiceFeed> sound = Optional.empty();
    try {
      recorder = recorder(tape, clock);
      sound = voice.open(clock, up);
      List<Hearing> hearers = new ArrayList<>();
      recorder.ifPresent(hearers::add);
      up.ifPresent(it -> hearers.add(new DriveFeed(kinds, Optional.ofNullable(declared), it)));
      listen(clock, specs, Hearing.all(hearers.toArray(Hearing[]::new)), up, recorder, sound);
    } finally {
      sound.ifPresent(VoiceFeed::close);
      recorder.ifPresent(Recorder::close);
      up.ifPresent(it -> it.end(FAREWELL));
      up.ifPresent(Link::close);
    }
    up.map(Link::reading).map(LinkOptions::farewell).ifPresent(System.out::println);
    return ended(up, recorder);
  }

  private void listen(
      DeviceClock clock,
      List<SourceSpec> specs,
      Hearing hearers,
      Optional<Link> up,
      Optional<Recorder> recorder,
      Optional<VoiceFeed> sound) {
    try (Ear ear = hearing.open(specs, clock, hearers);
        Announcer announcer = hearing.announce(ear)) {
      watch.run(
          () -> stop.isAsked() || up.map(it -> it.reading().state().isFinal()).orElse(false),
          stop,
          specs.isEmpty() ? "the voice alone" : "hearing at " + hearing.reach(),
          ear,
          clock,
          up,
          () -> lines(up, recorder, sound, announcer.lines()));
    }
  }

  private static int ended(Optional<Link> up, Optional<Recorder> recorder) {
    if (up.isPresent() && up.get().reading().state() instanceof LinkState.Failed failed) {
      throw new AgentFailure(ExitCode.REFUSED, "The drive was refused: " + failed.reason());
    }
    if (recorder.isPresent() && recorder.get().fault() != null) {
      throw new AgentFailure(
          ExitCode.FILE_BROKEN, "The recording stopped: " + recorder.get().fault());
    }
    return ExitCode.OK.code();
  }

  private static List<String> lines(
      Optional<Link> up,
      Optional<Recorder> recorder,
      Optional<VoiceFeed> sound,
      List<String> announced) {
    List<String> lines = new ArrayList<>();
    up.map(Link::reading).map(LinkOptions::lines).ifPresent(lines::addAll);
    sound.map(VoiceFeed::reading).map(VoiceOptions::line).ifPresent(lines::add);
    lines.addAll(announced);
    recorder.ifPresent(
        it ->
            lines.add(
                it.fault() == null
                    ? "tape: %d datagrams, %d dropped".formatted(it.written(), it.dropped())
                    : "tape STOPPED: " + it.fault()));
    return lines;
  }

  private Optional<Recorder> recorder(@Nullable Path tape, DeviceClock clock) {
    if (tape == null) {
      return Optional.empty();
    }
    List<TapeTrack> tracks =
        hearing.specs().stream().map(it -> new TapeTrack(it.kind(), it.port())).toList();
    try {
      return Optional.of(new Recorder(RawTapeWriter.create(tape, tracks), clock.nowUs()));
    } catch (FileAlreadyExistsException e) {
      throw new AgentFailure(ExitCode.FILE_BROKEN, "There is a file at " + tape + " already.");
    } catch (IOException e) {
      throw new AgentFailure(ExitCode.FILE_BROKEN, "Cannot write " + tape + ": " + e.getMessage());
    }
  }

  /** The header's word for who captures, which is how the agent tells what it listens for. */
  private static String producer(List<SourceKind> kinds, VoiceOrigin voice) {
    List<String> heard = new ArrayList<>(kinds.stream().map(SourceKind::key).toList());
    if (voice != VoiceOrigin.NONE) {
      heard.add(voice.name().toLowerCase(Locale.ROOT));
    }
    String all = "afterglow-agent (" + String.join(", ", heard) + ")";
    return all.substring(0, Math.min(all.length(), MOST_PRODUCER_CHARACTERS));
  }
}
