package dev.afterglow.agent.cli;

import dev.afterglow.agent.listen.Ear;
import dev.afterglow.agent.upstream.AskedChallenge;
import dev.afterglow.agent.upstream.Link;
import dev.afterglow.agent.view.SourceRow;
import dev.afterglow.agent.view.StatusView;
import dev.afterglow.commandline.SpanConverter;
import dev.afterglow.uplink.DeviceClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long to go on, and how to show it. */
final class WatchOptions {
  private static final int USUAL_COLUMNS = 100;
  // A challenge is to be answered within seconds: it is looked for more often than drawn.
  private static final long LOOK_MS = 50;

  @Option(
      names = "--for",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "How long, for example 30s or 5m. Default: until Ctrl-C.")
  @Nullable Duration span;

  @Option(names = "--plain", description = "Plain lines, also on a terminal.")
  boolean plain;

  @Option(
      names = "--teach-digits",
      description =
          "Asks you to say each digit twice, so that spoken codes can be checked by your own voice."
              + " What is learnt stays in the service's memory and goes with the drive.")
  boolean teachDigits;

  /** Shows the sources and the state of the link until it is over. */
  void run(
      BooleanSupplier over,
      Stop stop,
      String title,
      Ear ear,
      DeviceClock clock,
      Optional<Link> up,
      Supplier<List<String>> link) {
    StatusView view = view();
    view.say("afterglow agent: " + title);
    for (Ear.Unheard unheard : ear.unheard()) {
      view.say(
          "not heard: %s, port %d: %s"
              .formatted(unheard.spec().kind().key(), unheard.spec().port(), unheard.reason()));
    }
    if (!terminal()) {
      ear.sources().forEach(it -> view.say("  " + it.spec().kind().key() + " at " + it.place()));
    }
    long endUs = span == null ? Long.MAX_VALUE : clock.nowUs() + span.toNanos() / 1000;
    long drawnUs = clock.nowUs() - StatusView.EVERY_MS * 1_000;
    String asked = "";
    LessonView lesson = new LessonView(teachDigits, view);
    while (!over.getAsBoolean() && clock.nowUs() < endUs) {
      long nowUs = clock.nowUs();
      Optional<AskedChallenge> challenge = up.flatMap(it -> it.reading().challenge());
      if (challenge.isPresent() && !challenge.get().id().equals(asked)) {
        asked = challenge.get().id();
        view.ask(challenge.get().lines());
        up.get().shown(challenge.get());
      }
      up.ifPresent(lesson::look);
      if (nowUs - drawnUs >= StatusView.EVERY_MS * 1_000) {
        drawnUs = nowUs;
        view.show(title, rows(ear, nowUs), link.get());
      }
      stop.await(Math.clamp((endUs - nowUs) / 1000, 1, LOOK_MS));
    }
    view.show(title, rows(ear, clock.nowUs()), link.get());
  }

  /** A view of this terminal. */
  StatusView view() {
    return new StatusView(System.out, terminal(), columns());
  }

  /** Whether a person sees the view as it changes. */
  boolean terminal() {
    // The launching script knows whether standard output is a terminal; the JVM tells only of both.
    return !plain
        && Boolean.getBoolean("afterglow.terminal")
        && !"dumb".equals(System.getenv("TERM"));
  }

  private static int columns() {
    Integer columns = Integer.getInteger("afterglow.columns");
    return columns == null || columns < 20 ? USUAL_COLUMNS : columns;
  }

  private static List<SourceRow> rows(Ear ear, long nowUs) {
    return ear.sources().stream()
        .map(it -> new SourceRow(it.spec().kind().key(), it.place(), it.read(nowUs)))
        .toList();
  }
}
