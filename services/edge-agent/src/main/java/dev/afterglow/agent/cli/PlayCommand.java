package dev.afterglow.agent.cli;

import dev.afterglow.agent.play.Playback;
import dev.afterglow.agent.play.PortOutlet;
import dev.afterglow.agent.play.Reel;
import dev.afterglow.agent.play.Reels;
import dev.afterglow.agent.source.Captures;
import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.source.VoiceOrigin;
import dev.afterglow.agent.upstream.Link;
import dev.afterglow.agent.upstream.LinkState;
import dev.afterglow.agent.view.StatusView;
import dev.afterglow.commandline.SpanConverter;
import dev.afterglow.tape.TapeException;
import dev.afterglow.uplink.DeviceClock;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agent play}: plays a tape in real time, to a port or as a drive. */
@Command(
    name = "play",
    description =
        "Plays a tape in real time: a raw tape of agent record, or motion (.jsonl, .csv of Live"
            + " Link Face, .bvh, .vrma). As a drive it says that it is a tape.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class PlayCommand implements Callable<Integer> {
  private static final Pattern PLACE = Pattern.compile("(.+?)(?::(\\d{1,5}))?");
  private static final Duration LAST_DELIVERY = Duration.ofSeconds(35);
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  @Parameters(paramLabel = "FILE", description = "The tape.")
  @Nullable Path file;

  @Option(
      names = "--udp",
      paramLabel = "HOST[:PORT]",
      description =
          "Send datagrams there; without a port, where each source was heard. Motion goes as VMC.")
  @Nullable String udp;

  @Mixin LinkOptions link = new LinkOptions();

  @Option(names = "--loop", description = "Begin again at the end, until Ctrl-C or --for.")
  boolean loop;

  @Option(
      names = "--for",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "How long at most, for example 30s. Default: to the tape's end.")
  @Nullable Duration span;

  @Option(names = "--help", usageHelp = true, description = "This text.")
  boolean help;

  private final Stop stop;

  PlayCommand(Stop stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    DeviceClock clock = DeviceClock.monotonic(System.nanoTime() / 1_000, 0);
    // A tape may hold any channel: the header names them all.
    Optional<Link> up =
        link.open(
            clock, "afterglow-agent (tape)", List.of(SourceKind.VMC), VoiceOrigin.NONE, false);
    if (up.isPresent() == (udp != null)) {
      up.ifPresent(Link::close);
      throw new AgentFailure(ExitCode.USAGE, "agent play needs either --udp or --to.");
    }
    try {
      play(clock, up);
      up.ifPresent(it -> it.end(stop.isAsked() ? FAREWELL : LAST_DELIVERY));
    } catch (TapeException e) {
      up.ifPresent(it -> it.end(FAREWELL));
      throw new AgentFailure(ExitCode.FILE_BROKEN, file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new AgentFailure(ExitCode.FILE_BROKEN, file + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      up.ifPresent(Link::close);
    }
    up.map(Link::reading).map(LinkOptions::farewell).ifPresent(System.out::println);
    if (up.isPresent() && up.get().reading().state() instanceof LinkState.Failed failed) {
      throw new AgentFailure(ExitCode.REFUSED, "The drive was refused: " + failed.reason());
    }
    return ExitCode.OK.code();
  }

  private void play(DeviceClock clock, Optional<Link> up) throws IOException, InterruptedException {
    StatusView view = new WatchOptions().view();
    Path tape = file == null ? Path.of("") : file;
    view.say("afterglow agent: playing " + tape);
    long endUs = span == null ? Long.MAX_VALUE : clock.nowUs() + span.toNanos() / 1000;
    try (PortOutlet port = up.isEmpty() ? port() : null) {
      do {
        try (Reel reel = Reels.open(tape)) {
          Reel.Outlet outlet =
              port != null
                  ? new Reel.Outlet.ToPort(port)
                  : new Reel.Outlet.ToDrive(
                      new DriveFeed(reel.kinds(), Optional.of(Captures.TAPE), up.orElseThrow()));
          round(reel, new Playback(reel, outlet, clock), view, clock, up, endUs);
        }
      } while (loop && !over(clock, up, endUs));
    }
  }

  private void round(
      Reel reel,
      Playback playback,
      StatusView view,
      DeviceClock clock,
      Optional<Link> up,
      long endUs)
      throws IOException, InterruptedException {
    long shownUs = Long.MIN_VALUE;
    boolean more = true;
    while (more && !over(clock, up, endUs)) {
      more = playback.step();
      if (!more || clock.nowUs() - shownUs > StatusView.EVERY_MS * 1_000) {
        shownUs = clock.nowUs();
        List<String> lines = new ArrayList<>();
        lines.add("played " + reel.given());
        up.map(Link::reading).map(LinkOptions::lines).ifPresent(lines::addAll);
        view.show("playing", List.of(), lines);
      }
    }
  }

  private boolean over(DeviceClock clock, Optional<Link> up, long endUs) {
    return stop.isAsked()
        || clock.nowUs() >= endUs
        || up.map(it -> it.reading().state().isFinal()).orElse(false);
  }

  private PortOutlet port() throws IOException {
    Matcher place = PLACE.matcher(udp == null ? "" : udp);
    if (!place.matches()) {
      throw new AgentFailure(ExitCode.USAGE, "--udp is HOST or HOST:PORT.");
    }
    String number = place.group(2);
    int port = number == null ? 0 : Integer.parseInt(number);
    if (port > 65_535) {
      throw new AgentFailure(ExitCode.USAGE, "--udp: a port is 1 to 65535.");
    }
    return new PortOutlet(
        InetAddress.getByName(place.group(1)),
        number == null ? OptionalInt.empty() : OptionalInt.of(port));
  }
}
