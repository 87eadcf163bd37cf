package dev.afterglow.standalone.live;

import dev.afterglow.api.studio.v1.Broadcast;
import dev.afterglow.api.studio.v1.BroadcastState;
import dev.afterglow.standalone.facts.FactFile;
import dev.afterglow.standalone.facts.FactSource;
import dev.afterglow.standalone.facts.FactsPlayer;
import dev.afterglow.standalone.facts.SyntheticFacts;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Fleet;
import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.process.DataFolder;
import dev.afterglow.standalone.process.ProcessUsage;
import dev.afterglow.standalone.room.BroadcastControl;
import dev.afterglow.standalone.room.OpenRoom;
import dev.afterglow.standalone.room.RoomPlan;
import dev.afterglow.standalone.room.ShopStage;
import dev.afterglow.standalone.watch.LatestRoom;
import dev.afterglow.standalone.watch.RunFigures;
import dev.afterglow.standalone.watch.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs one broadcast from start to summary. */
public final class LiveRun {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration FACTS_LIMIT = Duration.ofSeconds(20);

  private final LiveOptions options;
  private final Installation installation;
  private final Consumer<String> words;
  private final StopRequest stop;
  private final Clock clock;

  /**
   * A run that has not begun.
   *
   * @param words takes the lines for the person
   * @param stop asked for by Ctrl-C
   */
  public LiveRun(
      LiveOptions options,
      Installation installation,
      Consumer<String> words,
      StopRequest stop,
      Clock clock) {
    this.options = options;
    this.installation = installation;
    this.words = words;
    this.stop = stop;
    this.clock = clock;
  }

  /** Runs until the time is over, Ctrl-C, a full disk or the broadcast's own end. */
  public RunReport run() {
    Inputs inputs = Inputs.read(options);
    SystemLibraries.check();
    words.accept("Starting Postgres, Redis, Kafka and five services …");
    Path data = options.dataFolder();
    try (Standalone standalone =
        Standalone.start(
            new Standalone.Plan(
                installation, data, data.resolve("runtime"), options.port(), Map.of()),
            (service, event) -> words.accept(service.moduleName() + " " + event),
            stop)) {
      words.accept(
          "Started in %.1f s; the room is on http://localhost:%d"
              .formatted(
                  standalone.startTime().toMillis() / 1000.0,
                  standalone.fleet().port(Service.STUDIO)));
      return broadcast(standalone, inputs);
    }
  }

  private RunReport broadcast(Standalone standalone, Inputs inputs) {
    words.accept("Drive: %s, played over and over.".formatted(inputs.description()));
    words.accept("Rehearsing: the room goes live when the first pictures are drawn …");
    RoomPlan plan =
        new RoomPlan(
            inputs.avatar(),
            options.width(),
            options.height(),
            options.framesPerSecond(),
            options.rtmpUrls(),
            "Afterglow live");
    BroadcastControl.endLeftOvers(standalone.fleet().channel(Service.STUDIO));
    try (DrivenRoom driven =
        DrivenRoom.rehearse(
            standalone.fleet(), standalone.folder().root(), plan, inputs.looped(), stop, clock)) {
      return onAir(standalone, inputs, driven);
    } catch (RunFailure e) {
      throw standalone.folder().isNearlyFull() ? standalone.folder().full(e) : e;
    }
  }

  private double factsSpeed() {
    return options.facts().map(PlayedFile::speed).orElse(1.0);
  }

  private RunReport onAir(Standalone standalone, Inputs inputs, DrivenRoom driven) {
    OpenRoom room = driven.room();
    BroadcastControl control = driven.control();
    Fleet fleet = standalone.fleet();
    RunFigures figures = new RunFigures();
    ShopStage stage = new ShopStage(fleet.channel(Service.STUDIO), room.broadcastId());
    options.look().ifPresent(stage::wear);
    boolean staged = stage.set(control.now().getRenderStatus().getMediaTimeUs(), clock.instant());
    words.accept(staged ? "Stage: the shop's products." : "Stage: bare; the worker refused it.");
    figures.wentLive(driven.goLive().getRenderStatus());
    long begun = System.nanoTime();
    words.accept(
        "Live %s. Each second:"
            .formatted(
                options
                    .runFor()
                    .map(time -> "for " + time.toSeconds() + " s")
                    .orElse("until Ctrl-C")));
    RunFigures.legend().forEach(words);
    FactSource source =
        inputs
            .facts()
            .map(file -> file.playInto(room.roomId(), clock.instant(), factsSpeed()))
            .orElseGet(() -> new SyntheticFacts(room.roomId(), options.seed(), clock.instant()));
    words.accept("Facts: %s.".formatted(source.label()));
    inputs.facts().map(FactFile::leftOut).orElse(List.of()).stream()
        .map("Left out of the facts, "::concat)
        .forEach(words);
    LatestRoom latest = new LatestRoom(fleet.channel(Service.COMMERCE_ANALYTICS), room.roomId());
    FactsPlayer facts = FactsPlayer.start(source, fleet.channel(Service.COMMERCE_ANALYTICS), clock);
    Optional<RunFailure> trouble;
    try (facts) {
      trouble = watch(standalone, control, latest, figures, begun);
    }
    Duration liveTime = Duration.ofNanos(System.nanoTime() - begun);
    words.accept("Ending …");
    Broadcast ended = end(control, trouble);
    figures.take(ended.getRenderStatus(), latest.awaitFacts(facts.acknowledged(), FACTS_LIMIT));
    Map<String, ProcessUsage> usage = standalone.usage();
    return new RunReport(
        figures,
        ended,
        Verdict.of(
            figures, ended, options.framesPerSecond(), facts.acknowledged(), restarts(fleet)),
        facts.acknowledged(),
        facts.label(),
        standalone.startTime(),
        standalone.startTimes(),
        usage,
        liveTime,
        trouble);
  }

  /**
   * Ends the broadcast. One that has ended by itself is taken as it is, and so is one that cannot
   * be ended because of the trouble that came: on a full disk studio may not be able to write it
   * down. The worker closes the recording when it is stopped.
   */
  private static Broadcast end(BroadcastControl control, Optional<RunFailure> trouble) {
    try {
      return control.end();
    } catch (RunFailure refused) {
      return control
          .ifKnown()
          .filter(
              now -> trouble.isPresent() || now.getState() == BroadcastState.BROADCAST_STATE_ENDED)
          .orElseThrow(() -> trouble.orElse(refused));
    }
  }

  /** Tells each second how it goes; returns why it ended too early, if it did. */
  private Optional<RunFailure> watch(
      Standalone standalone,
      BroadcastControl control,
      LatestRoom latest,
      RunFigures figures,
      long begun) {
    long second = 0;
    while (true) {
      second++;
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
      if (options.runFor().isPresent() && elapsed.compareTo(options.runFor().get()) >= 0) {
        return Optional.empty();
      }
      if (stop.awaitFor(TICK.multipliedBy(second).minus(elapsed))) {
        return Optional.empty();
      }
      Optional<Broadcast> known = control.ifKnown();
      if (known.isPresent()) {
        figures.take(known.get().getRenderStatus(), latest.read());
        words.accept(figures.line(second));
      } else {
        words.accept("%4ds  studio does not answer".formatted(second));
      }
      Optional<RunFailure> trouble = trouble(standalone, known);
      if (trouble.isPresent()) {
        return trouble;
      }
    }
  }

  /** What keeps the broadcast from going on; the disk first, since it explains the rest. */
  private static Optional<RunFailure> trouble(Standalone standalone, Optional<Broadcast> known) {
    DataFolder folder = standalone.folder();
    if (folder.isNearlyFull()) {
      return Optional.of(folder.full(null));
    }
    List<String> fallen = standalone.fallen();
    if (!fallen.isEmpty()) {
      return Optional.of(
          new RunFailure(
              ExitCode.SERVICE_FAILED,
              "The broadcast was ended early because %s ended and stayed down; see %s."
                  .formatted(String.join(" and ", fallen), folder.root().resolve("logs"))));
    }
    return known
        .filter(now -> now.getState() == BroadcastState.BROADCAST_STATE_ENDED)
        .map(
            now ->
                new RunFailure(
                    ExitCode.SERVICE_FAILED,
                    "The broadcast ended by itself: %s.".formatted(now.getEndReason())));
  }

  private static Map<String, Integer> restarts(Fleet fleet) {
    Map<String, Integer> restarts = new TreeMap<>();
    for (Service service : Service.values()) {
      if (fleet.restarts(service) > 0) {
        restarts.put(service.moduleName(), fleet.restarts(service));
      }
    }
    return restarts;
  }
}
