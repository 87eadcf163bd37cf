package dev.afterglow.standalone.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to run one child process.
 *
 * @param name short name for messages and the log file, for example {@code render-worker}
 * @param arguments program and arguments, program first
 * @param environment variables added to the supervisor's own; where secrets go, because other users
 *     can read a command line but not an environment
 * @param workingDirectory where the program runs
 * @param logFile receives standard output and standard error, appended
 * @param stopSignal the signal that asks for an orderly end
 * @param stopGrace how long an orderly end may take before the process is killed
 */
public record ChildCommand(
    String name,
    List<String> arguments,
    Map<String, String> environment,
    Path workingDirectory,
    Path logFile,
    StopSignal stopSignal,
    Duration stopGrace) {

  /** Signals by which programs end in order. */
  public enum StopSignal {
    /** What JVMs and Redis take as "finish and leave". */
    TERM,
    /** Postgres' fast shutdown; its TERM would wait for every client to hang up. */
    INT
  }

  /** Copies the collections and refuses an empty command. */
  public ChildCommand {
    if (name.isBlank() || arguments.isEmpty()) {
      throw new IllegalArgumentException("a child needs a name and a program");
    }
    if (stopGrace.isNegative() || stopGrace.isZero()) {
      throw new IllegalArgumentException("stopGrace must be positive, was " + stopGrace);
    }
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** Names the program only: arguments and environment may hold secrets. */
  @Override
  public String toString() {
    return "ChildCommand[" + name + "]";
  }
}
