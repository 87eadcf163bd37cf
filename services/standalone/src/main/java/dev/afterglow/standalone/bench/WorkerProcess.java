package dev.afterglow.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.fleet.Service;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the render worker's own measurements, in a process of its own: fresh code and memory. */
final class WorkerProcess {
  /** The floor: one pose, drawn, converted and encoded, nothing else. */
  static final String BARE = "dev.afterglow.render.bench.BareLoop";

  /** The worker's own loops, with nothing around them. */
  static final String LOOPS = "dev.afterglow.render.bench.WorkerLoops";

  private WorkerProcess() {}

  /**
   * Runs it and gives the figures of its last line.
   *
   * @throws RunFailure when it could not draw or encode
   */
  static JsonNode measure(Installation installation, String main, List<String> arguments)
      throws IOException {
    Path app = installation.jarOf(Service.RENDER_WORKER).resolveSibling("app");
    Path libraries = app.resolveSibling("lib").resolve("main");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                app.resolve("*") + File.pathSeparator + libraries.resolve("*"),
                main));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try (var lines = process.inputReader()) {
      List<String> printed = lines.lines().toList();
      if (process.waitFor() != 0 || printed.isEmpty()) {
        throw new RunFailure(ExitCode.SERVICE_FAILED, "The worker did not draw or encode.");
      }
      return new ObjectMapper().readTree(printed.getLast());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new RunFailure(ExitCode.STOPPED, "Stopped while the worker was measured.");
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(end);
      } catch (IllegalStateException e) {
        // Going down already: the hook has run or will.
        process.destroyForcibly();
      }
    }
  }
}
