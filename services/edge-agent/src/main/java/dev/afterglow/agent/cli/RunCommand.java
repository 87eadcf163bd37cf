package dev.afterglow.agent.cli;

import dev.afterglow.agent.listen.Ear;
import dev.afterglow.agent.listen.Hearing;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.uplink.DeviceClock;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code agent run}: listens and shows what it hears. */
@Command(
    name = "run",
    description = "Listens for phones, cameras and suits, and shows what it hears.",
    sortOptions = false,
    usageHelpAutoWidth = true)
final class RunCommand implements Callable<Integer> {
  @Mixin HearingOptions hearing = new HearingOptions();
  @Mixin WatchOptions watch = new WatchOptions();

  @Option(names = "--help", usageHelp = true, description = "This text.")
  boolean help;

  private final Stop stop;

  RunCommand(Stop stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    DeviceClock clock = DeviceClock.monotonic(0, 0);
    try (Ear ear = hearing.open(clock, new Deaf())) {
      watch.run(stop, "hearing at " + hearing.reach(), ear, clock, List::of);
    }
    return ExitCode.OK.code();
  }

  /** Keeps nothing: the figures are in the meters. */
  private static final class Deaf implements Hearing {
    @Override
    public void datagram(int source, ByteBuffer datagram, long arrivalUs) {
      // Shown by its count alone.
    }

    @Override
    public void frame(int source, SourceFrame frame) {
      // Shown by its count alone.
    }
  }
}
