package dev.afterglow.capture.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.afterglow.api.capture.v1.Drive;
import dev.afterglow.api.capture.v1.DriveChain;
import dev.afterglow.api.capture.v1.DriveGap;
import dev.afterglow.api.capture.v1.DriveState;
import dev.afterglow.api.capture.v1.SubscribeDriveResponse;
import dev.afterglow.api.capture.v1.TimedMotion;
import dev.afterglow.api.capture.v1.TimedVoice;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.device.ChainHead;
import dev.afterglow.capture.drive.DriveView;
import java.util.HexFormat;
import java.util.Map;

/** Sessions, their health and their pieces on the way out. */
final class DriveMapper {
  private DriveMapper() {}

  static Drive drive(DriveView view) {
    Drive.Builder drive =
        Drive.newBuilder()
            .setDriveId(view.kept().driveId())
            .setBroadcastId(view.kept().broadcastId())
            .setDriverSubjectId(view.kept().driverSubjectId())
            .setState(state(view.state()))
            .setCreateTime(timestamp(view.kept().createdUs()));
    view.kept().avatarId().ifPresent(drive::setAvatarId);
    view.channels().ifPresent(channels -> drive.setHeader(HeaderMapper.header(channels)));
    return drive.build();
  }

  /** A session with its signed chains by device. */
  static Drive drive(DriveView view, Map<String, ChainHead> chains) {
    Drive.Builder drive = drive(view).toBuilder();
    chains.forEach(
        (device, head) ->
            drive.addChains(
                DriveChain.newBuilder()
                    .setDeviceId(device)
                    .setBatches(head.batches())
                    .setLastSha256(
                        ByteString.copyFrom(HexFormat.of().parseHex(head.sha256Hex())))));
    return drive.build();
  }

  static Timestamp timestamp(long us) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(us, 1_000_000L))
        .setNanos((int) Math.floorMod(us, 1_000_000L) * 1_000)
        .build();
  }

  static DriveState state(dev.afterglow.capture.session.DriveState.Name name) {
    return switch (name) {
      case WAITING -> DriveState.DRIVE_STATE_WAITING;
      case OPEN -> DriveState.DRIVE_STATE_OPEN;
      case LOST -> DriveState.DRIVE_STATE_LOST;
      case CLOSED -> DriveState.DRIVE_STATE_CLOSED;
    };
  }

  /**
   * A piece for a reader, without a cursor.
   *
   * @param channels those of the last header before it
   */
  static SubscribeDriveResponse.Builder piece(Piece piece, Channels channels) {
    SubscribeDriveResponse.Builder response = SubscribeDriveResponse.newBuilder();
    switch (piece) {
      case Piece.Header header -> response.setHeader(HeaderMapper.header(header.channels()));
      case Piece.Motion motion ->
          response.setMotion(
              TimedMotion.newBuilder()
                  .setCaptureTimeUs(motion.frame().timeUs())
                  .setBridged(motion.bridged())
                  .setSample(SampleMapper.sample(motion, channels)));
      case Piece.Voice voice ->
          response.setVoice(
              TimedVoice.newBuilder()
                  .setCaptureTimeUs(voice.packet().timeUs())
                  .setPcmS16Le(SampleMapper.bytes(voice.packet())));
      case Piece.Gap gap ->
          response.setGap(
              DriveGap.newBuilder()
                  .setMotionSamples((int) Math.min(gap.motionSamples(), Integer.MAX_VALUE))
                  .setVoiceUs(gap.voiceUs()));
      case Piece.State state -> response.setState(state(state.name()));
      case Piece.Standing standing ->
          response.setStanding(LivenessMapper.standing(standing.standing()));
    }
    return response;
  }
}
