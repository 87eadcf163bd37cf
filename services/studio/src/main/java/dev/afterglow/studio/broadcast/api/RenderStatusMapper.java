package dev.afterglow.studio.broadcast.api;

import dev.afterglow.api.capture.v1.ChallengeStanding;
import dev.afterglow.api.capture.v1.DriveStanding;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.LivenessVerdict;
import dev.afterglow.api.capture.v1.StandingSlate;
import dev.afterglow.api.render.v1.DestinationState;
import dev.afterglow.api.render.v1.DestinationStatus;
import dev.afterglow.api.render.v1.FigurePart;
import dev.afterglow.api.render.v1.PictureKind;
import dev.afterglow.api.render.v1.Quality;
import dev.afterglow.api.render.v1.Quantiles;
import dev.afterglow.api.render.v1.RecordedSoFar;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.render.v1.SlateReason;
import dev.afterglow.api.render.v1.StageTime;
import dev.afterglow.api.render.v1.UndrivenMover;
import dev.afterglow.api.render.v1.UndrivenPart;
import dev.afterglow.studio.broadcast.OutputFormat;
import dev.afterglow.studio.broadcast.RenderFigures;
import dev.afterglow.studio.broadcast.SlateCause;

/** The figures of a render as the contract shows them to clients. */
final class RenderStatusMapper {

  private RenderStatusMapper() {}

  static RenderStatus status(RenderFigures figures) {
    RenderStatus.Builder status = RenderStatus.newBuilder();
    figures.driver().ifPresent(it -> status.setDriveStanding(driver(it)));
    figures.recorded().ifPresent(it -> status.setRecorded(recorded(it)));
    return status
        .setPicture(
            figures.slate() == SlateCause.NONE
                ? PictureKind.PICTURE_KIND_FIGURE
                : PictureKind.PICTURE_KIND_SLATE)
        .setSlateReason(reason(figures.slate()))
        .setFps(figures.fps())
        .setFrames(figures.frames())
        .setDroppedFrames(figures.droppedFrames())
        .setCaptureToEncodedMs(quantiles(figures.captureToEncodedMs()))
        .setAvSkewMs(quantiles(figures.avSkewMs()))
        .setLeaseAgeMs(figures.leaseAgeMs())
        .setLabelChecksPassed(figures.labelChecksPassed())
        .setLabelChecksFailed(figures.labelChecksFailed())
        .addAllStageTimes(
            figures.stageTimes().stream()
                .map(
                    it ->
                        StageTime.newBuilder().setStage(it.stage()).setMeanMs(it.meanMs()).build())
                .toList())
        .addAllDestinations(
            figures.destinations().stream().map(RenderStatusMapper::destination).toList())
        .addAllUndrivenParts(figures.undriven().stream().map(RenderStatusMapper::undriven).toList())
        .setMediaTimeUs(figures.mediaTimeUs())
        .setAigcReadBack(figures.aigcReadBack())
        .setSlateFrames(figures.slateFrames())
        .setLeaseGapMs(figures.leaseGapMs())
        .setQuality(
            Quality.newBuilder()
                .setLevel(figures.fineness().level())
                .setLevels(figures.fineness().levels())
                .setStepsDown(figures.fineness().stepsDown())
                .setDrawnShare(figures.fineness().drawnShare()))
        .build();
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

  private static SlateReason reason(SlateCause cause) {
    return switch (cause) {
      case NONE, UNSTATED -> SlateReason.SLATE_REASON_UNSPECIFIED;
      case NO_LEASE -> SlateReason.SLATE_REASON_NO_LEASE;
      case LEASE_EXPIRED -> SlateReason.SLATE_REASON_LEASE_EXPIRED;
      case LEASE_REVOKED -> SlateReason.SLATE_REASON_LEASE_REVOKED;
      case DRIVE_LOST -> SlateReason.SLATE_REASON_DRIVE_LOST;
      case LABEL_MISSING -> SlateReason.SLATE_REASON_LABEL_MISSING;
      case OPERATOR -> SlateReason.SLATE_REASON_OPERATOR;
      case DRIVE_WAITING -> SlateReason.SLATE_REASON_DRIVE_WAITING;
      case MOTION_NOT_LICENSED -> SlateReason.SLATE_REASON_MOTION_NOT_LICENSED;
      case DRIVER_IN_DOUBT -> SlateReason.SLATE_REASON_DRIVER_IN_DOUBT;
    };
  }

  private static DriveStanding driver(RenderFigures.DriverFigures figures) {
    return DriveStanding.newBuilder()
        .setVerdict(LivenessVerdict.valueOf("LIVENESS_VERDICT_" + figures.verdict()))
        .addAllReasons(
            figures.reasons().stream()
                .map(it -> LivenessMeasure.valueOf("LIVENESS_MEASURE_" + it))
                .toList())
        .setChallenges(ChallengeStanding.valueOf("CHALLENGE_STANDING_" + figures.challenges()))
        .setChallengeable(figures.challengeable())
        .setEnforced(figures.enforced())
        .setSlate(StandingSlate.valueOf("STANDING_SLATE_" + figures.slate()))
        .build();
  }

  private static UndrivenPart undriven(RenderFigures.Undriven figures) {
    return UndrivenPart.newBuilder()
        .setPart(FigurePart.valueOf("FIGURE_PART_" + figures.part()))
        .setMovedBy(UndrivenMover.valueOf("UNDRIVEN_MOVER_" + figures.movedBy()))
        .setNow(figures.now())
        .setFrames(figures.frames())
        .build();
  }

  private static RecordedSoFar recorded(RenderFigures.Recorded closed) {
    return RecordedSoFar.newBuilder()
        .setIndexPath(closed.indexPath())
        .setSegments(closed.segments())
        .setBytes(closed.bytes())
        .setDurationUs(closed.durationUs())
        .build();
  }

  private static Quantiles quantiles(RenderFigures.Spread spread) {
    return Quantiles.newBuilder()
        .setP1(spread.p1())
        .setP50(spread.p50())
        .setP95(spread.p95())
        .setP99(spread.p99())
        .build();
  }

  private static DestinationStatus destination(RenderFigures.DestinationFigures figures) {
    return DestinationStatus.newBuilder()
        .setName(figures.name())
        .setState(
            switch (figures.state()) {
              case "CONNECTING" -> DestinationState.DESTINATION_STATE_CONNECTING;
              case "SENDING" -> DestinationState.DESTINATION_STATE_SENDING;
              case "BACKING_OFF" -> DestinationState.DESTINATION_STATE_BACKING_OFF;
              case "REFUSED" -> DestinationState.DESTINATION_STATE_REFUSED;
              case "CLOSED" -> DestinationState.DESTINATION_STATE_CLOSED;
              default -> DestinationState.DESTINATION_STATE_UNSPECIFIED;
            })
        .setBytesSent(figures.bytesSent())
        .setReconnects(figures.reconnects())
        .setLastFault(figures.lastFault())
        .setAcknowledged(figures.acknowledged())
        .build();
  }
}
