package dev.afterglow.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.house.HouseAssets;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.fleet.Service;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The baseline: the worker's own drawing and encoding of the same avatar at the same size, alone on
 * the machine and with no clock to keep. A broadcast that reaches this rate loses nothing to the
 * platform around the worker.
 *
 * @param framesPerSecond pictures drawn and encoded each second
 * @param figures everything it printed
 */
record BareWorker(double framesPerSecond, JsonNode figures) {
  private static final String MAIN = "dev.afterglow.render.bench.BareLoop";
  private static final int SECONDS_OF_PICTURES = 15;

  /** Mean milliseconds a frame of one stage of the worker. */
  double stageMs(String stage) {
    return figures.path(stage + "_ms").asDouble();
  }

  /** Runs it. */
  static BareWorker measure(Installation installation, Path folder, int width, int height, int fps)
      throws IOException {
    Path avatar = Files.write(folder.resolve("presenter.vrm"), HouseAssets.presenter());
    Path app = installation.jarOf(Service.RENDER_WORKER).resolveSibling("app");
    Path libraries = app.resolveSibling("lib").resolve("main");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            app.resolve("*") + File.pathSeparator + libraries.resolve("*"),
            MAIN,
            avatar.toString(),
            Integer.toString(width),
            Integer.toString(height),
            Integer.toString(fps),
            Integer.toString(SECONDS_OF_PICTURES));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var lines = process.inputReader()) {
      List<String> printed = lines.lines().toList();
      if (process.waitFor() != 0 || printed.isEmpty()) {
        throw new RunFailure(ExitCode.SERVICE_FAILED, "The baseline did not draw or encode.");
      }
      JsonNode figures = new ObjectMapper().readTree(printed.getLast());
      return new BareWorker(figures.path("fps").asDouble(), figures);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new RunFailure(ExitCode.STOPPED, "Stopped while measuring the baseline.");
    }
  }
}
