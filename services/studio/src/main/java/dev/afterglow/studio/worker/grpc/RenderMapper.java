package dev.afterglow.studio.worker.grpc;

import dev.afterglow.api.capture.v1.DriveStanding;
import dev.afterglow.api.render.v1.AigcLabel;
import dev.afterglow.api.render.v1.DestinationKind;
import dev.afterglow.api.render.v1.LookShown;
import dev.afterglow.api.render.v1.PictureKind;
import dev.afterglow.api.render.v1.Quantiles;
import dev.afterglow.api.render.v1.RecordedSoFar;
import dev.afterglow.api.render.v1.Render;
import dev.afterglow.api.render.v1.RenderPhase;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.render.v1.UndrivenPart;
import dev.afterglow.studio.broadcast.BroadcastDetails;
import dev.afterglow.studio.broadcast.Destination;
import dev.afterglow.studio.broadcast.OutputFormat;
import dev.afterglow.studio.broadcast.RenderFigures;
import dev.afterglow.studio.broadcast.RenderReport;
import dev.afterglow.studio.broadcast.SlateCause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Renders between the contract and the domain. */
public final class RenderMapper {

  // More than the contract lets a worker send, so that a strange one cannot fill the memory.
  private static final int MAX_STAGES = 16;

  /** Eight destinations and the recording. */
  private static final int MAX_DESTINATIONS = 9;

  /** The measures that there are, and the worker's own word. */
  private static final int MAX_REASONS = 16;

  private static final int MAX_LOOKS = 16;

  /** More than there are parts of a figure. */
  private static final int MAX_UNDRIVEN = 16;

  private RenderMapper() {}

  static RenderReport report(Render render) {
    return new RenderReport(
        UUID.fromString(render.getRenderId()),
        phase(render.getPhase()),
        format(render.getOutput()),
        render.getRecordingPath(),
        figures(render.getStatus()),
        render.getPhase() == RenderPhase.RENDER_PHASE_ON_AIR
                && render.getStatus().getStreamZeroUs() >= 0
            ? OptionalLong.of(render.getStatus().getStreamZeroUs())
            : OptionalLong.empty());
  }

  private static RenderReport.Phase phase(RenderPhase phase) {
    return switch (phase) {
      case RENDER_PHASE_STARTING, RENDER_PHASE_UNSPECIFIED, UNRECOGNIZED ->
          RenderReport.Phase.STARTING;
      case RENDER_PHASE_PREVIEW -> RenderReport.Phase.PREVIEW;
      case RENDER_PHASE_ON_AIR -> RenderReport.Phase.ON_AIR;
      case RENDER_PHASE_ENDED -> RenderReport.Phase.ENDED;
      case RENDER_PHASE_FAILED -> RenderReport.Phase.FAILED;
    };
  }

  private static OutputFormat format(dev.afterglow.api.render.v1.OutputFormat output) {
    return new OutputFormat(
        output.getWidth(),
        output.getHeight(),
        output.getFrameRate(),
        output.getVideoBitrateBps(),
        output.getAudioBitrateBps());
  }

  static dev.afterglow.api.render.v1.OutputFormat format(OutputFormat output) {
    return dev.afterglow.api.render.v1.OutputFormat.newBuilder()
        .setWidth(output.width())
        .setHeight(output.height())
        .setFrameRate(output.frameRate())
        .setVideoBitrateBps(output.videoBitrateBps())
        .setAudioBitrateBps(output.audioBitrateBps())
        .build();
  }

  private static RenderFigures figures(RenderStatus status) {
    return new RenderFigures(
        slate(status),
        status.getFps(),
        status.getFrames(),
        status.getDroppedFrames(),
        spread(status.getCaptureToEncodedMs()),
        spread(status.getAvSkewMs()),
        status.getLeaseAgeMs(),
        status.getLabelChecksPassed(),
        status.getLabelChecksFailed(),
        status.getStageTimesList().stream()
            .limit(MAX_STAGES)
            .map(it -> new RenderFigures.StageTime(it.getStage(), it.getMeanMs()))
            .toList(),
        status.getDestinationsList().stream()
            .limit(MAX_DESTINATIONS)
            .map(
                it ->
                    new RenderFigures.DestinationFigures(
                        it.getName(),
                        it.getState().name().replace("DESTINATION_STATE_", ""),
                        it.getBytesSent(),
                        it.getReconnects(),
                        it.getLastFault(),
                        it.getAcknowledged()))
            .toList(),
        status.getMediaTimeUs(),
        status.getAigcReadBack(),
        status.getSlateFrames(),
        status.getLeaseGapMs(),
        new RenderFigures.Fineness(
            status.getQuality().getLevel(),
            status.getQuality().getLevels(),
            status.getQuality().getStepsDown(),
            status.getQuality().getDrawnShare()),
        new RenderFigures.Compute(
            status.getCompute().getDeviceMs(),
            status.getCompute().getProcessorMs(),
            status.getCompute().getEncoderMs(),
            status.getCompute().getBytesOut()),
        status.hasDriveStanding()
            ? Optional.of(driver(status.getDriveStanding()))
            : Optional.empty(),
        status.hasRecorded() ? Optional.of(recorded(status.getRecorded())) : Optional.empty(),
        status.getLookChangesList().stream().limit(MAX_LOOKS).map(RenderMapper::look).toList(),
        status.getUndrivenPartsList().stream()
            .limit(MAX_UNDRIVEN)
            .map(RenderMapper::undriven)
            .toList());
  }

  private static RenderFigures.Undriven undriven(UndrivenPart part) {
    return new RenderFigures.Undriven(
        word(part.getPart(), "FIGURE_PART_"),
        word(part.getMovedBy(), "UNDRIVEN_MOVER_"),
        part.getNow(),
        part.getFrames());
  }

  private static RenderFigures.LookShown look(LookShown shown) {
    return new RenderFigures.LookShown(
        shown.getNumber(),
        Instant.ofEpochSecond(shown.getTime().getSeconds(), shown.getTime().getNanos()),
        shown.getLookId(),
        shown.getLayout());
  }

  private static RenderFigures.Recorded recorded(RecordedSoFar closed) {
    return new RenderFigures.Recorded(
        closed.getIndexPath(), closed.getSegments(), closed.getBytes(), closed.getDurationUs());
  }

  private static RenderFigures.DriverFigures driver(DriveStanding standing) {
    return new RenderFigures.DriverFigures(
        word(standing.getVerdict(), "LIVENESS_VERDICT_"),
        standing.getReasonsList().stream()
            .limit(MAX_REASONS)
            .map(it -> word(it, "LIVENESS_MEASURE_"))
            .toList(),
        word(standing.getChallenges(), "CHALLENGE_STANDING_"),
        standing.getChallengeable(),
        standing.getEnforced(),
        word(standing.getSlate(), "STANDING_SLATE_"));
  }

  private static String word(Enum<?> value, String prefix) {
    return value.name().equals("UNRECOGNIZED") ? "UNSPECIFIED" : value.name().replace(prefix, "");
  }

  private static SlateCause slate(RenderStatus status) {
    if (status.getPicture() == PictureKind.PICTURE_KIND_FIGURE) {
      return SlateCause.NONE;
    }
    return switch (status.getSlateReason()) {
      case SLATE_REASON_NO_LEASE -> SlateCause.NO_LEASE;
      case SLATE_REASON_LEASE_EXPIRED -> SlateCause.LEASE_EXPIRED;
      case SLATE_REASON_LEASE_REVOKED -> SlateCause.LEASE_REVOKED;
      case SLATE_REASON_DRIVE_LOST -> SlateCause.DRIVE_LOST;
      case SLATE_REASON_LABEL_MISSING -> SlateCause.LABEL_MISSING;
      case SLATE_REASON_OPERATOR -> SlateCause.OPERATOR;
      case SLATE_REASON_DRIVE_WAITING -> SlateCause.DRIVE_WAITING;
      case SLATE_REASON_MOTION_NOT_LICENSED -> SlateCause.MOTION_NOT_LICENSED;
      case SLATE_REASON_DRIVER_IN_DOUBT -> SlateCause.DRIVER_IN_DOUBT;
      case SLATE_REASON_UNSPECIFIED, UNRECOGNIZED -> SlateCause.UNSTATED;
    };
  }

  private static RenderFigures.Spread spread(Quantiles quantiles) {
    return new RenderFigures.Spread(
        quantiles.getP1(), quantiles.getP50(), quantiles.getP95(), quantiles.getP99());
  }

  static List<dev.afterglow.api.render.v1.Destination> destinations(
      List<Destination> list, Set<String> acknowledged) {
    return list.stream()
        .map(
            it ->
                dev.afterglow.api.render.v1.Destination.newBuilder()
                    .setName(it.name())
                    .setKind(
                        switch (it.kind()) {
                          case RTMP -> DestinationKind.DESTINATION_KIND_RTMP;
                          case HLS -> DestinationKind.DESTINATION_KIND_HLS;
                          case SRT -> DestinationKind.DESTINATION_KIND_SRT;
                          case WHIP -> DestinationKind.DESTINATION_KIND_WHIP;
                        })
                    .setUrl(it.url())
                    .setAcknowledgedBefore(acknowledged.contains(it.name()))
                    .build())
        .toList();
  }

  static AigcLabel aigc(BroadcastDetails details, String contentProducer) {
    return AigcLabel.newBuilder()
        .setLabel("1")
        .setContentProducer(contentProducer)
        .setProduceId(details.broadcastId().toString())
        .build();
  }
}
