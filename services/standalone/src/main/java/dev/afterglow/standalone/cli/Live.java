package dev.afterglow.standalone.cli;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.live.StopRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The main class behind {@code gradle-free-scripts/live}. */
public final class Live {
  /** Longer than every orderly end put together. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private Live() {}

  /** Runs the command and exits with its code, also after Ctrl-C. */
  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.SEVERE);
    StopRequest stop = new StopRequest();
    CountDownLatch finished = new CountDownLatch(1);
    AtomicInteger code = new AtomicInteger(ExitCode.UNEXPECTED.code());
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> endInOrder(stop, finished, code), "orderly-end"));
    try {
      code.set(commandLine(stop, Installation.find()).execute(arguments));
    } finally {
      finished.countDown();
    }
    System.exit(code.get());
  }

  /**
   * Ctrl-C and TERM arrive here: the run is asked to end and waited for, and its own code is what
   * the process exits with, not the signal's.
   */
  private static void endInOrder(StopRequest stop, CountDownLatch finished, AtomicInteger code) {
    stop.ask();
    try {
      if (finished.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(code.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.UNEXPECTED.code());
  }

  static CommandLine commandLine(StopRequest stop, Installation installation) {
    CommandLine commandLine = new CommandLine(new LiveCommand(stop, installation));
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(Integer.toString(code.code()), code.meaning());
    }
    commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    commandLine.getCommandSpec().usageMessage().exitCodeList(codes);
    commandLine.setParameterExceptionHandler(
        (e, _) -> {
          System.err.println("afterglow: " + e.getMessage() + " (see --help)");
          return ExitCode.USAGE.code();
        });
    return commandLine;
  }
}
