package dev.afterglow.studio.broadcast.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A broadcast as a row; columns that its state has no use for are null. */
@Entity
@Table(name = "broadcast")
@NullUnmarked
class BroadcastRow {

  @Id
  @Column(name = "broadcast_id")
  UUID broadcastId;

  @Column(name = "room_id")
  UUID roomId;

  long revision;
  String state;
  String title;

  @Column(name = "licence_id")
  UUID licenceId;

  @Column(name = "avatar_id")
  UUID avatarId;

  @Column(name = "driver_subject_id")
  UUID driverSubjectId;

  String voice;
  String motion;
  String platform;

  @Column(name = "account_id")
  String accountId;

  String territory;
  String category;

  @Column(name = "drive_id")
  UUID driveId;

  int width;
  int height;

  @Column(name = "frame_rate")
  int frameRate;

  @Column(name = "video_bitrate_bps")
  int videoBitrateBps;

  @Column(name = "audio_bitrate_bps")
  int audioBitrateBps;

  byte[] destinations;

  @Column(name = "create_time")
  Instant createTime;

  @Column(name = "render_id")
  UUID renderId;

  @Column(name = "worker_id")
  String workerId;

  @Column(name = "worker_address")
  String workerAddress;

  @Column(name = "slot_number")
  Integer slotNumber;

  @Column(name = "live_time")
  Instant liveTime;

  @Column(name = "recording_path")
  String recordingPath;

  @Column(name = "end_time")
  Instant endTime;

  @Column(name = "end_reason")
  String endReason;
}
