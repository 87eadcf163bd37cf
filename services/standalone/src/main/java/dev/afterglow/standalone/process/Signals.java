package dev.afterglow.standalone.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends signals that the JDK has no call for. */
public final class Signals {
  private Signals() {}

  /** Sends the named signal, for example {@code INT}; a process that is gone is no error. */
  public static void send(String signal, long pid) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor(2, TimeUnit.SECONDS);
    } catch (IOException e) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
