package dev.afterglow.capture.drive;

import dev.afterglow.capture.arrival.Arrivals;
import dev.afterglow.capture.bridge.Bridge;
import dev.afterglow.capture.buffer.DriveRing;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.health.DriveHealth;
import dev.afterglow.capture.health.RecentArrivals;
import dev.afterglow.capture.jitter.JitterTarget;
import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Liveness;
import dev.afterglow.capture.liveness.LivenessThresholds;
import dev.afterglow.capture.timeline.Timeline;
import dev.afterglow.capture.voice.VoiceLevel;
import dev.afterglow.capture.voice.VoicePath;
import dev.afterglow.capture.voice.VoiceSettings;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.util.List;
import java.util.Optional;

/**
 * What a device sends, on its way into the ring: put in order, stamped on the service's clock, its
 * voice made 48,000 samples a second. It lives as long as the session; {@link #reopen} starts the
 * next stream of the same session. For one thread.
 */
final class DriveStream {
  // A stream of one connection keeps its order; this is for devices that send datagrams.
  private static final int MOST_WAITING = 32;
  private static final long VOICE_PATIENCE_US = 60_000;
  // A device whose clock is this far off has been restarted, and counts from another epoch.
  private static final long OTHER_EPOCH_US = 2_000_000;
  private static final long VOICE_MISSING_AFTER_US = 500_000;
  private static final long MOST_AHEAD_US = 2_000_000;

  private final DriveRing ring;
  private final DriveTally tally;
  private final long settleUs;
  private final Arrivals<MotionArrival> motion = new Arrivals<>(MOST_WAITING);
  private final Arrivals<VoiceArrival> voice = new Arrivals<>(MOST_WAITING);
  private final JitterTarget jitter = new JitterTarget();
  private final Bridge bridge = new Bridge();
  private final RecentArrivals recentMotion = new RecentArrivals();
  private final RecentArrivals recentVoice = new RecentArrivals();

  // No drive's fingerprint outlives it.
  private final Liveness liveness =
      new Liveness(LivenessThresholds.DEFAULTS, DeviceAttestation.NONE, List.of());

  private Optional<DriveWindow> newestWindow = Optional.empty();
  private Timeline timeline = new Timeline(0, 0);
  private VoicePath voicePath = new VoicePath();
  private final VoiceLevel voiceLevel;
  private boolean opened;
  private long openedUs;
  private long motionDeviceUs;
  private long voiceDeviceUs;
  private long motionCaptureUs = Long.MIN_VALUE;
  private long voiceCaptureUs = Long.MIN_VALUE;
  private long packetUs = 20_000;
  private long voiceHeardUs;
  private int shapes;
  private int bones;

  /**
   * Nothing sent yet.
   *
   * @param settleUs how long the first samples wait for the first answered ping, microseconds
   * @param voice how its voice is brought to its level
   */
  DriveStream(DriveRing ring, DriveTally tally, long settleUs, VoiceSettings voice) {
    this.ring = ring;
    this.tally = tally;
    this.settleUs = settleUs;
    this.voiceLevel = new VoiceLevel(voice);
  }

  /** A device opens the session, at that time of its clock. */
  void reopen(long deviceUs, long nowUs) {
    boolean otherEpoch = Math.abs(timeline.serviceUs(deviceUs) - nowUs) > OTHER_EPOCH_US;
    if (!opened || otherEpoch) {
      timeline = new Timeline(deviceUs, nowUs);
      openedUs = nowUs;
    }
    opened = true;
    motion.forgetWaiting();
    voice.forgetWaiting();
    voicePath = new VoicePath();
    bridge.reset();
    motionDeviceUs = Long.MIN_VALUE;
    voiceDeviceUs = Long.MIN_VALUE;
  }

  /** What the device of the present stream proves about itself. */
  void attested(DeviceAttestation attestation) {
    liveness.attested(attestation);
  }

  void take(MotionArrival sample, long nowUs) {
    motion.take(sample.sequence(), sample, nowUs);
  }

  void take(VoiceArrival packet, long nowUs) {
    voice.take(packet.sequence(), packet, nowUs);
  }

  void answered(long deviceUs, long sentUs, long receivedUs) {
    timeline.answered(deviceUs, sentUs, receivedUs);
  }

  /**
   * Puts into the ring what can go on by now.
   *
   * @throws dev.afterglow.platform.error.AfterglowException INVALID when a sample cannot be
   */
  void release(long nowUs) {
    if (!timeline.settled() && nowUs - openedUs < settleUs) {
      return;
    }
    Arrivals.Released<MotionArrival> frames = motion.release(nowUs, jitter.targetUs());
    Arrivals.Released<VoiceArrival> packets = voice.release(nowUs, VOICE_PATIENCE_US);
    if (frames.lost() > 0 || packets.lost() > 0) {
      ring.add(new Piece.Gap(frames.lost(), packets.lost() * packetUs), nowUs);
    }
    long lost = frames.lost();
    for (MotionArrival sample : frames.samples()) {
      add(sample, lost, nowUs);
      lost = 0;
    }
    lost = packets.lost();
    for (VoiceArrival packet : packets.samples()) {
      add(packet, lost, nowUs);
      lost = 0;
    }
    bridge(nowUs);
    tally.motion(frames.samples().size(), frames.lost());
    tally.voice(packets.samples().size(), packets.lost());
  }

  /** The stream has ended: what its voice held back is told. */
  void finish(long nowUs) {
    voiceLevel.finish(level -> add(level, nowUs));
  }

  long motionSequence() {
    return motion.released();
  }

  long voiceSequence() {
    return voice.released();
  }

  DriveHealth health(long nowUs) {
    return new DriveHealth(
        recentMotion.rateHz(nowUs),
        recentMotion.lossRatio(nowUs),
        recentVoice.lossRatio(nowUs),
        recentMotion.lagMs(0.5, nowUs),
        recentMotion.lagMs(0.95, nowUs),
        recentMotion.jitterMs(nowUs),
        timeline.deviceSkewPpm(),
        shapes,
        bones,
        motion.duplicates() + voice.duplicates(),
        motion.late() + voice.late(),
        jitter.targetUs() / 1_000.0,
        bridge.made(),
        newestWindow,
        voiceLevel.health(nowUs - voiceHeardUs > VOICE_MISSING_AFTER_US));
  }

  private void add(MotionArrival sample, long lost, long nowUs) {
    long deviceUs = sample.frame().timeUs();
    checkForward(sample.sequence(), deviceUs, motionDeviceUs);
    motionDeviceUs = deviceUs;
    // The map keeps order within a stream; this keeps it also where a device starts another epoch.
    motionCaptureUs = Math.max(motionCaptureUs + 1, mapped(sample.sequence(), deviceUs, nowUs));
    shapes = sample.frame().shapes().count();
    bones = sample.frame().bones().size();
    recentMotion.note(nowUs, motionCaptureUs, lost);
    jitter.arrived(nowUs - motionCaptureUs, nowUs);
    MotionFrame frame = sample.frame().at(motionCaptureUs);
    bridge.captured(frame);
    ring.add(new Piece.Motion(frame, sample.sequence(), deviceUs), nowUs);
    newestWindow = liveness.motion(frame).or(() -> newestWindow);
  }

  private void bridge(long nowUs) {
    Optional<MotionFrame> made = bridge.due(nowUs, jitter.quickestUs(), jitter.targetUs());
    while (made.isPresent()) {
      ring.add(new Piece.Motion(made.get(), motion.released(), motionDeviceUs, true), nowUs);
      made = bridge.due(nowUs, jitter.quickestUs(), jitter.targetUs());
    }
  }

  private void add(VoiceArrival packet, long lost, long nowUs) {
    checkForward(packet.sequence(), packet.deviceTimeUs(), voiceDeviceUs);
    voiceDeviceUs = packet.deviceTimeUs();
    voiceHeardUs = nowUs;
    recentVoice.note(nowUs, mapped(packet.sequence(), voiceDeviceUs, nowUs), lost);
    Optional<VoicePacket> sound;
    try {
      sound = voicePath.take(voiceDeviceUs, packet.sound());
    } catch (IllegalArgumentException e) {
      throw Refusals.malformed(packet.sequence(), "the voice cannot be decoded");
    }
    sound.ifPresent(
        it -> {
          packetUs = it.durationUs();
          // Liveness judges the voice as it was captured, before any gain.
          liveness.voice(it.at(timeline.map(it.timeUs())));
          voiceLevel.take(packet.sound(), it, level -> add(level, nowUs));
        });
  }

  private void add(VoicePacket level, long nowUs) {
    voiceCaptureUs = Math.max(voiceCaptureUs + 1, timeline.map(level.timeUs()));
    ring.add(new Piece.Voice(level.at(voiceCaptureUs)), nowUs);
  }

  private long mapped(long sequence, long deviceUs, long nowUs) {
    long captureUs = timeline.map(deviceUs);
    if (captureUs - nowUs > MOST_AHEAD_US) {
      throw Refusals.malformed(sequence, "the sample was captured in the future");
    }
    return captureUs;
  }

  private static void checkForward(long sequence, long deviceUs, long lastUs) {
    if (deviceUs < lastUs) {
      throw Refusals.ranBackwards(sequence, lastUs - deviceUs);
    }
  }
}
