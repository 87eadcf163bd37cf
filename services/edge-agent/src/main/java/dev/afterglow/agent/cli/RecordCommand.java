package dev.afterglow.agent.cli;

import dev.afterglow.agent.voice.SoundCard;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code agent record}: listens and writes what it hears to a raw tape. */
@Command(
    name = "record",
    description = "Listens and writes every datagram with its time to a raw tape.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class RecordCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The tape, a new file.")
  @Nullable Path file;

  @Mixin HearingOptions hearing = new HearingOptions();
  @Mixin WatchOptions watch = new WatchOptions();

  @Option(names = "--help", usageHelp = true, description = "This text.")
  boolean help;

  private final Stop stop;

  private final SoundCard card;

  RecordCommand(Stop stop, SoundCard card) {
    this.stop = stop;
    this.card = card;
  }

  @Override
  public Integer call() {
    RunCommand run = new RunCommand(stop, card);
    run.hearing = hearing;
    run.watch = watch;
    return run.run(file);
  }
}
