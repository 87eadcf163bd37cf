package dev.afterglow.standalone.infra;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.process.Child;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a child answers, and no longer than it lives. */
public final class Readiness {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Readiness() {}

  /**
   * Asks until the answer is yes.
   *
   * @throws RunFailure when the child ends first or the limit passes; the sentence names the log
   */
  public static void await(String name, Child child, Duration limit, BooleanSupplier isReady) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!isReady.getAsBoolean()) {
      if (!child.isAlive()) {
        throw new RunFailure(
            ExitCode.SERVICE_FAILED,
            "%s ended while starting; the end of %s says: %s"
                .formatted(name, child.command().logFile(), String.join(" | ", child.logTail(3))));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new RunFailure(
            ExitCode.SERVICE_FAILED,
            "%s did not answer within %d s; see %s."
                .formatted(name, limit.toSeconds(), child.command().logFile()));
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RunFailure(ExitCode.UNEXPECTED, "The start was interrupted.", e);
      }
    }
  }
}
