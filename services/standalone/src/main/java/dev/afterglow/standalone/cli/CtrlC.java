package dev.afterglow.standalone.cli;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.live.StopRequest;
import java.time.Duration;
import java.util.List;
import sun.misc.Signal;

/**
 * What the terminal's signals do. The first Ctrl-C, TERM or hang-up asks the run to end in order;
 * another Ctrl-C ends it at once. A shutdown hook could do only the first: the JVM does not tell of
 * a second signal.
 */
final class CtrlC {
  /** Longer than every orderly end put together. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final StopRequest stop;

  private CtrlC(StopRequest stop) {
    this.stop = stop;
  }

  /** Takes the signals over; one that the caller's shell ignores stays ignored. */
  static void watch(StopRequest stop) {
    CtrlC signals = new CtrlC(stop);
    Signal.handle(new Signal("INT"), _ -> signals.interrupted());
    for (String name : List.of("TERM", "HUP")) {
      Signal.handle(new Signal(name), _ -> signals.askOnce());
    }
  }

  /** Waits for the end at once, if that is under way: it decides the exit code. */
  static void yieldTo(StopRequest stop) {
    if (stop.isAtOnce()) {
      pause(LIMIT);
    }
  }

  private void interrupted() {
    if (stop.isAsked()) {
      atOnce(ExitCode.STOPPED);
    } else {
      askOnce();
    }
  }

  private synchronized void askOnce() {
    if (stop.isAsked()) {
      return;
    }
    System.err.println("Ending in order; Ctrl-C again stops at once.");
    Thread.ofPlatform()
        .name("stop-limit")
        .daemon()
        .start(
            () -> {
              pause(LIMIT);
              atOnce(ExitCode.UNEXPECTED);
            });
    stop.ask();
  }

  private void atOnce(ExitCode code) {
    try {
      stop.endAtOnce();
    } finally {
      Runtime.getRuntime().halt(code.code());
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
