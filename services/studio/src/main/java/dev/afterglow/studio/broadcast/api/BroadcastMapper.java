package dev.afterglow.studio.broadcast.api;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.studio.v1.BroadcastState;
import dev.afterglow.api.studio.v1.CreateBroadcastRequest;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastDetails;
import dev.afterglow.studio.broadcast.BroadcastUse;
import dev.afterglow.studio.broadcast.CreateBroadcast;
import dev.afterglow.studio.broadcast.Destination;
import dev.afterglow.studio.broadcast.OutputFormat;
import dev.afterglow.studio.broadcast.Purpose;
import dev.afterglow.studio.upstream.Uses;
import dev.afterglow.studio.watch.Snapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Broadcasts between the contract and the domain. */
final class BroadcastMapper {

  private BroadcastMapper() {}

  static UUID uuid(String field, String text) {
    return AfterglowException.checking(field, () -> UUID.fromString(text));
  }

  static CreateBroadcast.Wish wish(CreateBroadcastRequest request) {
    return AfterglowException.checking(
        "request",
        () ->
            new CreateBroadcast.Wish(
                request.getTitle(),
                use(request.getUse()),
                format(request.getOutput()),
                request.getDestinationsList().stream().map(BroadcastMapper::destination).toList()));
  }

  private static BroadcastUse use(dev.afterglow.api.studio.v1.BroadcastUse use) {
    return new BroadcastUse(
        uuid("use.licence_id", use.getLicenceId()),
        uuid("use.avatar_id", use.getAvatarId()),
        uuid("use.driver_subject_id", use.getDriverSubjectId()),
        switch (use.getVoice()) {
          case VOICE_MODE_REAL -> BroadcastUse.Voice.REAL;
          case VOICE_MODE_CONVERTED -> BroadcastUse.Voice.CONVERTED;
          case VOICE_MODE_TTS -> BroadcastUse.Voice.TTS;
          case VOICE_MODE_UNSPECIFIED, UNRECOGNIZED -> BroadcastUse.Voice.UNSTATED;
        },
        switch (use.getMotion()) {
          case MOTION_MODE_MOCAP -> BroadcastUse.Motion.MOCAP;
          case MOTION_MODE_AUDIO_DRIVEN -> BroadcastUse.Motion.AUDIO_DRIVEN;
          case MOTION_MODE_CLIP -> BroadcastUse.Motion.CLIP;
          case MOTION_MODE_TAPE -> BroadcastUse.Motion.TAPE;
          case MOTION_MODE_UNSPECIFIED, UNRECOGNIZED -> BroadcastUse.Motion.UNSTATED;
        },
        use.getPlatform().getPlatform(),
        use.getPlatform().getAccountId(),
        use.getTerritory(),
        use.getCategory());
  }

  private static OutputFormat format(dev.afterglow.api.render.v1.OutputFormat output) {
    return new OutputFormat(
        output.getWidth(),
        output.getHeight(),
        output.getFrameRate(),
        output.getVideoBitrateBps(),
        output.getAudioBitrateBps());
  }

  private static Destination destination(dev.afterglow.api.render.v1.Destination destination) {
    Destination.Kind kind =
        switch (destination.getKind()) {
          case DESTINATION_KIND_RTMP -> Destination.Kind.RTMP;
          case DESTINATION_KIND_HLS -> Destination.Kind.HLS;
          case DESTINATION_KIND_SRT -> Destination.Kind.SRT;
          case DESTINATION_KIND_WHIP -> Destination.Kind.WHIP;
          case DESTINATION_KIND_UNSPECIFIED, UNRECOGNIZED ->
              throw AfterglowException.invalidField("destinations.kind", "kind must be stated");
        };
    return new Destination(destination.getName(), kind, destination.getUrl());
  }

  static dev.afterglow.api.studio.v1.Broadcast broadcast(Broadcast broadcast) {
    return broadcast(new Snapshot(broadcast, Optional.empty()));
  }

  static dev.afterglow.api.studio.v1.Broadcast broadcast(Snapshot snapshot) {
    Broadcast broadcast = snapshot.broadcast();
    BroadcastDetails details = broadcast.details();
    dev.afterglow.api.studio.v1.Broadcast.Builder message =
        dev.afterglow.api.studio.v1.Broadcast.newBuilder()
            .setBroadcastId(details.broadcastId().toString())
            .setRoomId(details.roomId().toString())
            .setTitle(details.title())
            .setState(state(broadcast))
            .setUse(Uses.intended(details.use(), details.roomId(), Purpose.LIVE))
            .setDriveId(details.driveId().toString())
            .setOutput(RenderStatusMapper.format(details.output()))
            .setCreateTime(timestamp(details.createTime()))
            .setRevision(broadcast.revision());
    broadcast
        .renderPlace()
        .ifPresent(
            place ->
                message
                    .setRenderId(place.renderId().toString())
                    .setWorkerId(place.slot().workerId()));
    broadcast
        .onAir()
        .ifPresent(
            airing ->
                message
                    .setLiveTime(timestamp(airing.liveTime()))
                    .setRecordingPath(airing.recordingPath()));
    if (broadcast instanceof Broadcast.Ended ended) {
      message
          .setEndTime(timestamp(ended.ending().endTime()))
          .setEndReason(ended.ending().reason().word());
    }
    snapshot.figures().ifPresent(it -> message.setRenderStatus(RenderStatusMapper.status(it)));
    return message.build();
  }

  private static BroadcastState state(Broadcast broadcast) {
    return switch (broadcast) {
      case Broadcast.Created created -> BroadcastState.BROADCAST_STATE_CREATED;
      case Broadcast.Rehearsing rehearsing -> BroadcastState.BROADCAST_STATE_REHEARSING;
      case Broadcast.Live live -> BroadcastState.BROADCAST_STATE_LIVE;
      case Broadcast.Slate slate -> BroadcastState.BROADCAST_STATE_SLATE;
      case Broadcast.Ended ended -> BroadcastState.BROADCAST_STATE_ENDED;
    };
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
