package dev.afterglow.studio.broadcast.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.studio.broadcast.Airing;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastDetails;
import dev.afterglow.studio.broadcast.Destination;
import dev.afterglow.studio.broadcast.OutputFormat;
import dev.afterglow.studio.broadcast.RenderFigures;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.watch.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A broadcast as JSON: the fields of the contract's message, in snake case, absent ones left out.
 * Of destinations only the names are shown.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record BroadcastJson(
    UUID broadcastId,
    UUID roomId,
    String title,
    String state,
    UseJson use,
    UUID driveId,
    FormatJson output,
    List<String> destinationNames,
    Optional<UUID> renderId,
    Optional<String> workerId,
    Optional<StatusJson> renderStatus,
    Optional<String> recordingPath,
    Instant createTime,
    Optional<Instant> liveTime,
    Optional<Instant> endTime,
    Optional<String> endReason,
    long revision) {

  static BroadcastJson of(Snapshot snapshot) {
    Broadcast broadcast = snapshot.broadcast();
    BroadcastDetails details = broadcast.details();
    Optional<Broadcast.Ended> ended =
        broadcast instanceof Broadcast.Ended over ? Optional.of(over) : Optional.empty();
    return new BroadcastJson(
        details.broadcastId(),
        details.roomId(),
        details.title(),
        broadcast.state().name(),
        UseJson.of(details.use()),
        details.driveId(),
        FormatJson.of(details.output()),
        details.destinations().stream().map(Destination::name).toList(),
        broadcast.renderPlace().map(RenderPlace::renderId),
        broadcast.renderPlace().map(it -> it.slot().workerId()),
        snapshot.figures().map(StatusJson::of),
        broadcast.onAir().map(Airing::recordingPath),
        details.createTime(),
        broadcast.onAir().map(Airing::liveTime),
        ended.map(it -> it.ending().endTime()),
        ended.map(it -> it.ending().reason().word()),
        broadcast.revision());
  }

  /** Picture and sound. */
  @JsonNaming(SnakeCaseStrategy.class)
  record FormatJson(
      int width, int height, int frameRate, int videoBitrateBps, int audioBitrateBps) {

    static FormatJson of(OutputFormat output) {
      return new FormatJson(
          output.width(),
          output.height(),
          output.frameRate(),
          output.videoBitrateBps(),
          output.audioBitrateBps());
    }

    OutputFormat format() {
      return new OutputFormat(width, height, frameRate, videoBitrateBps, audioBitrateBps);
    }
  }

  /** The figures of a render. */
  @JsonNaming(SnakeCaseStrategy.class)
  record StatusJson(
      String slateReason,
      double fps,
      long frames,
      long droppedFrames,
      RenderFigures.Spread captureToEncodedMs,
      RenderFigures.Spread avSkewMs,
      long leaseAgeMs,
      long labelChecksPassed,
      long labelChecksFailed,
      List<DestinationJson> destinations,
      long mediaTimeUs,
      boolean aigcReadBack,
      long slateFrames,
      long leaseGapMs,
      FinenessJson quality,
      List<UndrivenJson> undrivenParts,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<DriverJson> driveStanding,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<RecordedJson> recorded) {

    static StatusJson of(RenderFigures figures) {
      return new StatusJson(
          figures.slate().name(),
          figures.fps(),
          figures.frames(),
          figures.droppedFrames(),
          figures.captureToEncodedMs(),
          figures.avSkewMs(),
          figures.leaseAgeMs(),
          figures.labelChecksPassed(),
          figures.labelChecksFailed(),
          figures.destinations().stream().map(DestinationJson::of).toList(),
          figures.mediaTimeUs(),
          figures.aigcReadBack(),
          figures.slateFrames(),
          figures.leaseGapMs(),
          FinenessJson.of(figures.fineness()),
          figures.undriven().stream().map(UndrivenJson::of).toList(),
          figures.driver().map(DriverJson::of),
          figures.recorded().map(RecordedJson::of));
    }
  }

  /** The closed segments of the recording. */
  @JsonNaming(SnakeCaseStrategy.class)
  record RecordedJson(String indexPath, long segments, long bytes, long durationUs) {

    static RecordedJson of(RenderFigures.Recorded figures) {
      return new RecordedJson(
          figures.indexPath(), figures.segments(), figures.bytes(), figures.durationUs());
    }
  }

  /** A part of the figure that nobody drove, and what moved it. */
  @JsonNaming(SnakeCaseStrategy.class)
  record UndrivenJson(String part, String movedBy, boolean now, long frames) {

    static UndrivenJson of(RenderFigures.Undriven figures) {
      return new UndrivenJson(figures.part(), figures.movedBy(), figures.now(), figures.frames());
    }
  }

  /** How finely the figure is drawn. */
  @JsonNaming(SnakeCaseStrategy.class)
  record FinenessJson(int level, int levels, long stepsDown, double drawnShare) {

    static FinenessJson of(RenderFigures.Fineness figures) {
      return new FinenessJson(
          figures.level(), figures.levels(), figures.stepsDown(), figures.drawnShare());
    }
  }

  /** How far the drive counts as driven by a live human. */
  @JsonNaming(SnakeCaseStrategy.class)
  record DriverJson(
      String verdict,
      List<String> reasons,
      String challenges,
      boolean challengeable,
      boolean enforced,
      String slate) {

    static DriverJson of(RenderFigures.DriverFigures figures) {
      return new DriverJson(
          figures.verdict(),
          figures.reasons(),
          figures.challenges(),
          figures.challengeable(),
          figures.enforced(),
          figures.slate());
    }
  }

  /** The state of one destination. */
  @JsonNaming(SnakeCaseStrategy.class)
  record DestinationJson(
      String name, String state, long bytesSent, long reconnects, String lastFault) {

    static DestinationJson of(RenderFigures.DestinationFigures figures) {
      return new DestinationJson(
          figures.name(),
          figures.state(),
          figures.bytesSent(),
          figures.reconnects(),
          figures.lastFault());
    }
  }
}
