package dev.afterglow.standalone.watch;

import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.studio.v1.Broadcast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Decides at the end of a run which invariants held. */
public final class Verdict {
  private static final double FPS_TOLERANCE = 0.05;
  private static final double MOST_AHEAD_MS = 40;
  private static final double MOST_BEHIND_MS = -60;

  private Verdict() {}

  /**
   * The invariants of a run.
   *
   * @param figures with the final status of the render and the final figures of the room
   * @param wantedFps what was asked for
   * @param acknowledgedFacts facts that commerce-analytics acknowledged
   * @param restarts services that had to be started again, with how often
   */
  public static List<Invariant> of(
      RunFigures figures,
      Broadcast ended,
      int wantedFps,
      long acknowledgedFacts,
      Map<String, Integer> restarts) {
    RenderStatus status = figures.status();
    long counted = LatestRoom.counted(figures.room()) + figures.room().getQuarantinedCount();
    return List.of(
        new Invariant(
            "frame rate within 5 % of what was asked",
            Math.abs(figures.fps() - wantedFps) <= wantedFps * FPS_TOLERANCE,
            String.format(Locale.ROOT, "%.2f of %d fps", figures.fps(), wantedFps)),
        new Invariant(
            "label on every checked picture",
            status.getLabelChecksPassed() > 0 && status.getLabelChecksFailed() == 0,
            "%d found, %d missing"
                .formatted(status.getLabelChecksPassed(), status.getLabelChecksFailed())),
        new Invariant(
            "no gap in the lease", status.getLeaseGapMs() == 0, status.getLeaseGapMs() + " ms"),
        new Invariant(
            "sound within +40/-60 ms of the picture",
            figures.skewMostAheadMs() <= MOST_AHEAD_MS
                && figures.skewMostBehindMs() >= MOST_BEHIND_MS,
            String.format(
                Locale.ROOT,
                "%+.1f to %+.1f ms",
                figures.skewMostBehindMs(),
                figures.skewMostAheadMs())),
        new Invariant(
            "every acknowledged fact counted",
            counted == acknowledgedFacts,
            "%d acknowledged, %d counted".formatted(acknowledgedFacts, counted)),
        new Invariant(
            "AIGC metadata read back", status.getAigcReadBack(), "" + status.getAigcReadBack()),
        new Invariant(
            "recording closed",
            !ended.getRecordingPath().isEmpty()
                && RecordingFile.isClosed(Path.of(ended.getRecordingPath())),
            size(ended.getRecordingPath())),
        new Invariant(
            "every service stayed up",
            restarts.isEmpty(),
            restarts.isEmpty() ? "yes" : "" + restarts));
  }

  private static String size(String path) {
    try {
      return path.isEmpty()
          ? "there is none"
          : String.format(Locale.ROOT, "%,d bytes", Files.size(Path.of(path)));
    } catch (IOException gone) {
      return "it is not there";
    }
  }
}
