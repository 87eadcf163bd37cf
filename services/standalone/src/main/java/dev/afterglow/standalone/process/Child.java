package dev.afterglow.standalone.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One running child process.
 *
 * <p>The program does not run before the guard knows its process id: a shell waits for one line on
 * its standard input and only then becomes the program. If the supervisor dies in between, the
 * shell reads the end of the pipe and leaves.
 */
public final class Child {
  private static final String WAIT_FOR_GO = "read -r go || exit 1; exec \"$@\" </dev/null";
  private static final Duration KILL_WAIT = Duration.ofSeconds(5);

  private final ChildCommand command;
  private final Process process;
  private volatile boolean stopping;

  private Child(ChildCommand command, Process process) {
    this.command = command;
    this.process = process;
  }

  /** Starts the program under the guard. */
  public static Child start(ChildCommand command, OrphanGuard guard) throws IOException {
    Files.createDirectories(
        Objects.requireNonNull(command.logFile().toAbsolutePath().getParent(), "log folder"));
    List<String> shell = new ArrayList<>(List.of("sh", "-c", WAIT_FOR_GO, command.name()));
    shell.addAll(command.arguments());
    ProcessBuilder builder = new ProcessBuilder(Session.detached(shell));
    builder.directory(command.workingDirectory().toFile());
    builder.environment().putAll(command.environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(command.logFile().toFile()));
    Process process = builder.start();
    Child child = new Child(command, process);
    try {
      guard.add(child, command.stopSignal());
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write("go\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
    var _ = process.onExit().thenRun(() -> guard.drop(child));
    return child;
  }

  /** The name given in the command. */
  public String name() {
    return command.name();
  }

  /** The program's process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether its end, if it came, was asked for. */
  public boolean isStopping() {
    return stopping;
  }

  /** Completes with the exit status. */
  public CompletableFuture<Integer> exited() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** The process and everything that it has started. */
  Stream<ProcessHandle> withDescendants() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  /** The command it was started with, for starting it again. */
  public ChildCommand command() {
    return command;
  }

  /** Asks for an orderly end without waiting for it. */
  public void askToStop() {
    stopping = true;
    if (!process.isAlive()) {
      return;
    }
    if (command.stopSignal() == ChildCommand.StopSignal.TERM) {
      process.destroy();
    } else {
      Signals.send(command.stopSignal().name(), process.pid());
    }
  }

  /**
   * Asks for an orderly end, waits for the grace, then kills.
   *
   * @return whether the end was orderly
   */
  public boolean stop() {
    askToStop();
    return awaitEnd();
  }

  /** Waits for the grace after {@link #askToStop()}, then kills; tells whether it was orderly. */
  public boolean awaitEnd() {
    if (waitFor(command.stopGrace())) {
      return true;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    waitFor(KILL_WAIT);
    return false;
  }

  /** {@code kill -9}, as a test of everything that must survive it. */
  public void kill() {
    process.destroyForcibly();
    waitFor(KILL_WAIT);
  }

  private boolean waitFor(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return false;
    }
  }

  /** The last lines of its log, for a message about a failed start; at most 64 KiB are read. */
  public List<String> logTail(int lines) {
    return tail(command.logFile(), lines);
  }

  static List<String> tail(Path file, int lines) {
    int limitBytes = 65_536;
    try (var channel = Files.newByteChannel(file)) {
      long start = Math.max(0, channel.size() - limitBytes);
      channel.position(start);
      var buffer = java.nio.ByteBuffer.allocate(limitBytes);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
      String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      List<String> all = text.lines().filter(line -> !line.isBlank()).toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Environment entries are left out on purpose. */
  @Override
  public String toString() {
    return command.name() + Map.of("pid", process.pid());
  }
}
