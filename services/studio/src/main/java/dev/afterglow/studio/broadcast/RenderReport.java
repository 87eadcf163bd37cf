package dev.afterglow.studio.broadcast;

import java.util.OptionalLong;
import java.util.UUID;

/**
 * A render as its worker says it is.
 *
 * @param renderId the render
 * @param phase where it is in its life
 * @param output with the defaults filled in
 * @param recordingPath empty before on air
 * @param figures the newest
 * @param streamZeroUs the media time that stands as zero in the streams; empty before on air
 */
public record RenderReport(
    UUID renderId,
    Phase phase,
    OutputFormat output,
    String recordingPath,
    RenderFigures figures,
    OptionalLong streamZeroUs) {

  /** The life of a render. */
  public enum Phase {
    /** Getting lease, avatar and drive. */
    STARTING,
    /** Drawing for the preview alone. */
    PREVIEW,
    /** Recording and sending. */
    ON_AIR,
    /** Ended as asked. */
    ENDED,
    /** Ended by a fault. */
    FAILED;

    /** Whether nothing more comes of it. */
    public boolean over() {
      return this == ENDED || this == FAILED;
    }
  }
}
