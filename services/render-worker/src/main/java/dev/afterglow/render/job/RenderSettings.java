package dev.afterglow.render.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How this worker renders.
 *
 * @param recordingFolder gets a folder a render
 * @param encoders FFmpeg's names, the first that works is taken
 * @param playoutDelayMs from the quickest arrival to the picture
 * @param driveLostAfterMs how long the last motion is held
 * @param closeness 1 is head and shoulders
 * @param picturesAFragment of the preview
 * @param contentProducer for the AIGC metadata of the preview
 * @param leastFreeBytes below this nothing goes on air
 * @param recordingSegment closed at the first key frame after that time
 */
public record RenderSettings(
    Path recordingFolder,
    List<String> encoders,
    int playoutDelayMs,
    int driveLostAfterMs,
    float closeness,
    int picturesAFragment,
    String contentProducer,
    long leastFreeBytes,
    Duration recordingSegment) {
  public RenderSettings {
    encoders = List.copyOf(encoders);
  }
}
