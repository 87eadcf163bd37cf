package dev.afterglow.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.afterglow.house.HouseAssets;
import dev.afterglow.standalone.fleet.Installation;
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
  private static final int SECONDS_OF_PICTURES = 15;

  /** Mean milliseconds a frame of one stage of the worker. */
  double stageMs(String stage) {
    return figures.path(stage + "_ms").asDouble();
  }

  /** Runs it. */
  static BareWorker measure(Installation installation, Path folder, int width, int height, int fps)
      throws IOException {
    Path avatar = Files.write(folder.resolve("presenter.vrm"), HouseAssets.presenter());
    JsonNode figures =
        WorkerProcess.measure(
            installation,
            WorkerProcess.LOOPS,
            List.of(
                avatar.toString(),
                Integer.toString(width),
                Integer.toString(height),
                Integer.toString(fps),
                Integer.toString(SECONDS_OF_PICTURES)));
    return new BareWorker(figures.path("fps").asDouble(), figures);
  }
}
