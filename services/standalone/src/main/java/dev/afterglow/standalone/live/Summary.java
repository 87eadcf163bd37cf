package dev.afterglow.standalone.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.render.v1.DestinationStatus;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.standalone.watch.Invariant;
import dev.afterglow.standalone.watch.LatestRoom;
import dev.afterglow.standalone.watch.RunFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a run's end as a table for people and as one JSON object for programs. */
public final class Summary {
  /** The worker's name for the file that it always writes. */
  private static final String RECORDING = "recording";

  private Summary() {}

  /** The table, a line each. */
  public static List<String> table(RunReport report) {
    RunFigures figures = report.figures();
    RenderStatus status = figures.status();
    Room room = figures.room();
    List<String> lines = new ArrayList<>();
    lines.add("");
    row(lines, "live", "%.1f s", report.liveTime().toMillis() / 1000.0);
    row(
        lines,
        "picture",
        "%.2f fps, %d frames, %d dropped, %d on slate",
        figures.fps(),
        figures.frames(),
        figures.dropped(),
        status.getSlateFrames());
    row(lines, "drawn", "%s", figures.fineness());
    row(
        lines,
        "capture to encoded",
        "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms",
        status.getCaptureToEncodedMs().getP50(),
        status.getCaptureToEncodedMs().getP95(),
        status.getCaptureToEncodedMs().getP99());
    row(lines, "work a frame", "%s", stages(status));
    row(
        lines,
        "room",
        "%d viewers, %d comments, %d orders, %d paid, %d refunded",
        room.getViewerCount(),
        room.getCommentCount(),
        room.getOrderCount(),
        room.getPaidOrderCount(),
        room.getRefundedOrderCount());
    row(
        lines,
        "GMV",
        "%s paid, %s net",
        RunFigures.money(room.getGmvPaidList()),
        RunFigures.money(room.getGmvNetList()));
    row(lines, "facts", "%s (%d acknowledged)", report.factsLabel(), report.acknowledgedFacts());
    status.getDestinationsList().stream()
        .filter(it -> !it.getName().equals(RECORDING))
        .forEach(it -> row(lines, it.getName(), "%s", pushed(it)));
    row(lines, "started in", "%.1f s", report.startTime().toMillis() / 1000.0);
    row(
        lines,
        "memory at its peak",
        "%d MiB over %d processes",
        report.peakRssBytes() >> 20,
        report.usage().size());
    for (Invariant invariant : report.invariants()) {
      row(
          lines,
          invariant.held() ? "held" : "BROKEN",
          "%s: %s",
          invariant.name(),
          invariant.detail());
    }
    row(lines, RECORDING, "%s", report.ended().getRecordingPath());
    row(lines, "exit code", "%d: %s", report.exitCode().code(), report.exitCode().meaning());
    return lines;
  }

  private static String pushed(DestinationStatus destination) {
    return String.format(
        Locale.ROOT,
        "%,d bytes sent, %d reconnects, %s",
        destination.getBytesSent(),
        destination.getReconnects(),
        destination.getState().name().replace("DESTINATION_STATE_", "").toLowerCase(Locale.ROOT));
  }

  private static String stages(RenderStatus status) {
    return status.getStageTimesList().stream()
        .map(it -> String.format(Locale.ROOT, "%s %.1f ms", it.getStage(), it.getMeanMs()))
        .collect(Collectors.joining(", "));
  }

  private static void row(List<String> lines, String name, String format, Object... values) {
    lines.add(
        String.format(Locale.ROOT, "  %-20s ", name) + String.format(Locale.ROOT, format, values));
  }

  /** The object, on one line. */
  public static String json(RunReport report) {
    RunFigures figures = report.figures();
    RenderStatus status = figures.status();
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("exit_code", report.exitCode().code());
    json.put("room_id", report.ended().getRoomId());
    report.endedEarly().ifPresent(why -> json.put("ended_early", why.sentence()));
    json.put("live_s", report.liveTime().toMillis() / 1000.0);
    json.put("fps", round(figures.fps()));
    json.put("frames", figures.frames());
    json.put("dropped", figures.dropped());
    json.put("slate_frames", status.getSlateFrames());
    json.put("least_drawn_share", figures.leastDrawnShare());
    json.put("coarser_s", figures.coarserSeconds());
    json.put("capture_to_encoded_p50_ms", round(status.getCaptureToEncodedMs().getP50()));
    json.put("capture_to_encoded_p95_ms", round(status.getCaptureToEncodedMs().getP95()));
    json.put("av_skew_most_ahead_ms", round(figures.skewMostAheadMs()));
    json.put("av_skew_most_behind_ms", round(figures.skewMostBehindMs()));
    json.put("label_checks_passed", status.getLabelChecksPassed());
    json.put("label_checks_failed", status.getLabelChecksFailed());
    json.put("lease_gap_ms", status.getLeaseGapMs());
    json.put("aigc_read_back", status.getAigcReadBack());
    json.put("facts_acknowledged", report.acknowledgedFacts());
    json.put("facts_counted", LatestRoom.counted(figures.room()));
    json.put("facts_source", report.factsLabel());
    ObjectNode gmv = json.putObject("gmv_paid_minor");
    for (Money amount : figures.room().getGmvPaidList()) {
      gmv.put(amount.getCurrencyCode(), amount.getAmountMinor());
    }
    json.put("startup_s", report.startTime().toMillis() / 1000.0);
    json.put("peak_rss_mb", report.peakRssBytes() >> 20);
    json.put("recording", report.ended().getRecordingPath());
    ObjectNode invariants = json.putObject("invariants");
    for (Invariant invariant : report.invariants()) {
      invariants.put(invariant.name(), invariant.held());
    }
    return json.toString();
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
