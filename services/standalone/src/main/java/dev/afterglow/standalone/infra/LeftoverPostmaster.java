package dev.afterglow.standalone.infra;

import dev.afterglow.standalone.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Clears what a killed run left of its Postgres: the process, if it still runs on this very data,
 * and its pid file, which would otherwise stop a start when another program got the same process
 * id. The caller holds the data folder's lock, so no living run can own the process.
 */
final class LeftoverPostmaster {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private LeftoverPostmaster() {}

  static void clear(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    Optional<ProcessHandle> owner = owner(file, data);
    if (owner.isPresent()) {
      stop(owner.get());
    }
    Files.deleteIfExists(file);
  }

  private static Optional<ProcessHandle> owner(Path file, Path data) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(ProcessHandle::isAlive)
        .filter(process -> runsOn(process, data));
  }

  private static boolean runsOn(ProcessHandle process, Path data) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return List.of(arguments).contains(data.toString());
  }

  private static void stop(ProcessHandle process) {
    Signals.send("INT", process.pid());
    try {
      process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
