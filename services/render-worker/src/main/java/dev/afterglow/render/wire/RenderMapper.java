package dev.afterglow.render.wire;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.render.v1.ComputeUse;
import dev.afterglow.api.render.v1.DestinationState;
import dev.afterglow.api.render.v1.DestinationStatus;
import dev.afterglow.api.render.v1.EncoderTrial;
import dev.afterglow.api.render.v1.GoOnAirRequest;
import dev.afterglow.api.render.v1.LookShown;
import dev.afterglow.api.render.v1.OutputFormat;
import dev.afterglow.api.render.v1.PictureKind;
import dev.afterglow.api.render.v1.Quality;
import dev.afterglow.api.render.v1.Quantiles;
import dev.afterglow.api.render.v1.RenderPhase;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.render.v1.SlateReason;
import dev.afterglow.api.render.v1.StageTime;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.render.encode.EncoderChoice;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.frame.Figures;
import dev.afterglow.render.frame.PictureChoice;
import dev.afterglow.render.job.Destination;
import dev.afterglow.render.job.OnAirLooks;
import dev.afterglow.render.job.Phase;
import dev.afterglow.render.job.Render;
import dev.afterglow.render.job.RenderRefused;
import dev.afterglow.render.output.AigcLabel;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.OutletStatus;
import dev.afterglow.render.output.Preview;
import dev.afterglow.render.output.RecordedSoFar;
import dev.afterglow.render.output.StreamTime;
import dev.afterglow.render.scene.Product;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Between messages and renders. */
final class RenderMapper {
  private RenderMapper() {}

  static StreamFormat format(OutputFormat wanted) {
    StreamFormat usual = StreamFormat.USUAL;
    return AfterglowException.checking(
        "output",
        () ->
            new StreamFormat(
                or(wanted.getWidth(), usual.width()),
                or(wanted.getHeight(), usual.height()),
                or(wanted.getFrameRate(), usual.framesPerSecond()),
                or(wanted.getVideoBitrateBps(), usual.videoBitrateBps()),
                or(wanted.getAudioBitrateBps(), usual.audioBitrateBps())));
  }

  static AigcLabel aigc(dev.afterglow.api.render.v1.AigcLabel label) {
    return AfterglowException.checking(
        "aigc",
        () -> new AigcLabel(label.getLabel(), label.getContentProducer(), label.getProduceId()));
  }

  static List<EncoderTrial> encoders(EncoderChoice choice) {
    return choice.tried().stream()
        .map(it -> EncoderTrial.newBuilder().setName(it.name()).setFault(it.fault()).build())
        .toList();
  }

  static StreamTime streamTime(GoOnAirRequest request) {
    return request.hasStreamZeroUs()
        ? StreamTime.from(request.getStreamZeroUs())
        : StreamTime.fromFirstKey();
  }

  static List<Destination> destinations(List<dev.afterglow.api.render.v1.Destination> wanted) {
    return wanted.stream().map(RenderMapper::destination).toList();
  }

  static AfterglowException exception(RenderRefused refused) {
    Fault fault =
        switch (refused.why()) {
          case RENDER_NOT_FOUND -> Fault.NOT_FOUND;
          case NO_FREE_SLOT, TOO_MANY_VIEWERS, TOO_MANY_DIRECTIVES, STAGE_FULL -> Fault.EXHAUSTED;
          case LEASE_DENIED -> Fault.DENIED;
          case AVATAR_SEAL_BROKEN,
              AVATAR_UNUSABLE,
              RENDER_ENDED,
              DISK_FULL,
              LAYOUT_NOT_ALLOWED,
              NO_HAND,
              PRODUCT_NOT_HOLDABLE ->
              Fault.FAILED_PRECONDITION;
          case RENDERER_UNAVAILABLE, REGISTRY_UNREACHABLE -> Fault.UNAVAILABLE;
          case UNKNOWN_PART, ASSET_UNUSABLE -> Fault.INVALID;
        };
    String reason =
        refused.why() == RenderRefused.Why.REGISTRY_UNREACHABLE
            ? dev.afterglow.platform.error.PlatformReason.UPSTREAM_UNAVAILABLE
            : refused.why().name();
    return new AfterglowException(
        reason, fault, String.valueOf(refused.getMessage()), refused.metadata(), refused);
  }

  static AfterglowException exception(Preview.NotJoined refused, String renderId) {
    return exception(
        refused.ended()
            ? new RenderRefused(
                RenderRefused.Why.RENDER_ENDED,
                "the render has ended",
                Map.of("render_id", renderId))
            : new RenderRefused(
                RenderRefused.Why.TOO_MANY_VIEWERS,
                "as many watch the preview as may",
                Map.of("viewers", Integer.toString(Preview.MOST_READERS))));
  }

  static dev.afterglow.api.render.v1.Render render(Render render, String workerId, long nowNanos) {
    StreamFormat format = render.order().format();
    var out =
        dev.afterglow.api.render.v1.Render.newBuilder()
            .setRenderId(render.order().renderId())
            .setBroadcastId(render.order().broadcastId())
            .setWorkerId(workerId)
            .setPhase(phase(render.phase()))
            .setOutput(
                OutputFormat.newBuilder()
                    .setWidth(format.width())
                    .setHeight(format.height())
                    .setFrameRate(format.framesPerSecond())
                    .setVideoBitrateBps(format.videoBitrateBps())
                    .setAudioBitrateBps(format.audioBitrateBps()))
            .setStatus(status(render, nowNanos))
            .setRecordingPath(render.recordingPath())
            .setStartTime(timestamp(render.startTime()));
    switch (render.phase()) {
      case Phase.Ended ended -> out.setEndTime(timestamp(ended.at()));
      case Phase.Failed failed -> out.setEndTime(timestamp(failed.at()));
      case Phase.Preview _, Phase.OnAir _ -> {
        // still going on
      }
    }
    return out.build();
  }

  /** RFC 6381 names of the stream's codecs, from the avcC box of an initialisation segment. */
  static String codecs(byte[] init) {
    for (int i = 0; i + 8 < init.length; i++) {
      if (init[i] == 'a' && init[i + 1] == 'v' && init[i + 2] == 'c' && init[i + 3] == 'C') {
        return String.format(
            Locale.ROOT, "avc1.%02x%02x%02x,mp4a.40.2", init[i + 5], init[i + 6], init[i + 7]);
      }
    }
    return "";
  }

  private static Destination destination(dev.afterglow.api.render.v1.Destination wanted) {
    Destination.Kind kind =
        switch (wanted.getKind()) {
          case DESTINATION_KIND_RTMP -> Destination.Kind.RTMP;
          case DESTINATION_KIND_HLS -> Destination.Kind.HLS;
          case DESTINATION_KIND_SRT -> Destination.Kind.SRT;
          case DESTINATION_KIND_WHIP -> Destination.Kind.WHIP;
          case DESTINATION_KIND_UNSPECIFIED, UNRECOGNIZED ->
              throw new AfterglowException(
                  "UNKNOWN_PART",
                  Fault.INVALID,
                  "this worker does not push that way",
                  Map.of("part", "destination:" + wanted.getName()));
        };
    return AfterglowException.checking(
        "destinations.url",
        () ->
            new Destination(
                wanted.getName(), kind, wanted.getUrl(), wanted.getAcknowledgedBefore()));
  }

  private static dev.afterglow.api.render.v1.RecordedSoFar recorded(Render render) {
    RecordedSoFar closed = render.recorded();
    return dev.afterglow.api.render.v1.RecordedSoFar.newBuilder()
        .setIndexPath(render.recordingIndex())
        .setSegments(closed.segments())
        .setBytes(closed.bytes())
        .setDurationUs(closed.durationUs())
        .build();
  }

  private static RenderStatus status(Render render, long nowNanos) {
    Figures figures = render.figures();
    PictureChoice choice = render.choice();
    var out =
        RenderStatus.newBuilder()
            .setPicture(
                choice == PictureChoice.FIGURE
                    ? PictureKind.PICTURE_KIND_FIGURE
                    : PictureKind.PICTURE_KIND_SLATE)
            .setSlateReason(reason(choice))
            .setFps(figures.framesPerSecond(nowNanos))
            .setFrames(figures.frames())
            .setDroppedFrames(figures.dropped())
            .setCaptureToEncodedMs(quantiles(figures.captureToEncodedMs()))
            .setAvSkewMs(quantiles(figures.skewMs()))
            .setLeaseAgeMs(render.leaseAgeMs())
            .setLabelChecksPassed(figures.labelPassed())
            .setLabelChecksFailed(figures.labelFailed())
            .setMediaTimeUs(render.mediaTimeUs())
            .setAigcReadBack(render.aigcReadBack())
            .setSlateFrames(figures.slateFrames())
            .setLeaseGapMs(figures.leaseGapMs())
            .setLayout(render.staging().shown().layout())
            .setProductId(render.staging().shown().product().map(Product::id).orElse(""))
            .setLateLoopPictures(render.staging().latePictures())
            .setWaitingDirectives(render.staging().waiting())
            .setQuality(quality(figures.fineness()))
            .setStreamZeroUs(render.streamZeroUs())
            .setCompute(compute(render));
    if (!render.recordingPath().isEmpty()) {
      out.setRecorded(recorded(render));
    }
    for (Figures.Stage stage : Figures.Stage.values()) {
      out.addStageTimes(
          StageTime.newBuilder()
              .setStage(stage.name().toLowerCase(Locale.ROOT))
              .setMeanMs(figures.stageMs(stage)));
    }
    UndrivenMapper.parts(figures).forEach(out::addUndrivenParts);
    render.lookChanges().forEach(it -> out.addLookChanges(look(it)));
    render.outlets().forEach(outlet -> out.addDestinations(outlet(outlet)));
    render.driverStanding().ifPresent(it -> out.setDriveStanding(StandingMapper.out(it)));
    return out.build();
  }

  private static LookShown look(OnAirLooks.Change change) {
    return LookShown.newBuilder()
        .setNumber(change.number())
        .setMediaTimeUs(change.mediaTimeUs())
        .setTime(timestamp(change.time()))
        .setLookId(change.lookId())
        .setLayout(change.layout())
        .build();
  }

  private static ComputeUse compute(Render render) {
    Figures figures = render.figures();
    return ComputeUse.newBuilder()
        .setDeviceMs(figures.deviceNanos() / 1_000_000)
        .setProcessorMs(figures.processorNanos() / 1_000_000)
        .setEncoderMs(figures.encoderNanos() / 1_000_000)
        .setBytesOut(render.bytesOut())
        .build();
  }

  private static Quality quality(Figures.Fineness fineness) {
    Quality.Builder out =
        Quality.newBuilder()
            .setLevel(fineness.level())
            .setLevels(fineness.levels())
            .setStepsDown(fineness.stepsDown());
    fineness
        .rung()
        .ifPresent(
            rung ->
                out.setDrawnShare(rung.share())
                    .setSamples(rung.samples())
                    .setOutlines(rung.outlines())
                    .setSpringHz(rung.springHz()));
    return out.build();
  }

  private static DestinationStatus outlet(Outlet outlet) {
    OutletStatus status = outlet.status();
    return DestinationStatus.newBuilder()
        .setName(outlet.name())
        .setState(
            switch (status.state()) {
              case CONNECTING -> DestinationState.DESTINATION_STATE_CONNECTING;
              case SENDING -> DestinationState.DESTINATION_STATE_SENDING;
              case BACKING_OFF -> DestinationState.DESTINATION_STATE_BACKING_OFF;
              case REFUSED -> DestinationState.DESTINATION_STATE_REFUSED;
              case CLOSED -> DestinationState.DESTINATION_STATE_CLOSED;
            })
        .setBytesSent(status.bytes())
        .setReconnects(status.reconnects())
        .setLastFault(status.lastFault())
        .setShedPackets(status.trouble().shedPackets())
        .setWedges(status.trouble().wedges())
        .setRetryInMs(status.trouble().retryInMs())
        .setAcknowledged(status.trouble().acknowledged())
        .build();
  }

  private static SlateReason reason(PictureChoice choice) {
    return switch (choice) {
      case FIGURE -> SlateReason.SLATE_REASON_UNSPECIFIED;
      case NO_LEASE -> SlateReason.SLATE_REASON_NO_LEASE;
      case LEASE_EXPIRED -> SlateReason.SLATE_REASON_LEASE_EXPIRED;
      case LEASE_REVOKED -> SlateReason.SLATE_REASON_LEASE_REVOKED;
      case LABEL_MISSING -> SlateReason.SLATE_REASON_LABEL_MISSING;
      case OPERATOR -> SlateReason.SLATE_REASON_OPERATOR;
      case DRIVE_WAITING -> SlateReason.SLATE_REASON_DRIVE_WAITING;
      case DRIVE_LOST -> SlateReason.SLATE_REASON_DRIVE_LOST;
      case MOTION_NOT_LICENSED -> SlateReason.SLATE_REASON_MOTION_NOT_LICENSED;
      case DRIVER_IN_DOUBT -> SlateReason.SLATE_REASON_DRIVER_IN_DOUBT;
    };
  }

  private static RenderPhase phase(Phase phase) {
    return switch (phase) {
      case Phase.Preview p -> RenderPhase.RENDER_PHASE_PREVIEW;
      case Phase.OnAir p -> RenderPhase.RENDER_PHASE_ON_AIR;
      case Phase.Ended p -> RenderPhase.RENDER_PHASE_ENDED;
      case Phase.Failed p -> RenderPhase.RENDER_PHASE_FAILED;
    };
  }

  private static Quantiles quantiles(Figures.Spread spread) {
    return Quantiles.newBuilder()
        .setP1(spread.p1())
        .setP50(spread.p50())
        .setP95(spread.p95())
        .setP99(spread.p99())
        .build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static int or(int given, int usual) {
    return given == 0 ? usual : given;
  }
}
