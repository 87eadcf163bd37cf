package dev.afterglow.capture.drive;

import dev.afterglow.capture.arrival.Arrivals;
import dev.afterglow.capture.bridge.Bridge;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.health.DriveHealth;
import dev.afterglow.capture.health.RecentArrivals;
import dev.afterglow.capture.jitter.JitterTarget;
import dev.afterglow.capture.merge.Feed;
import dev.afterglow.capture.smooth.Smoothing;
import dev.afterglow.capture.timeline.Timeline;
import dev.afterglow.capture.voice.VoiceHealth;
import dev.afterglow.capture.voice.VoiceLevel;
import dev.afterglow.capture.voice.VoicePath;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.util.Optional;

/**
 * What a source sends, on its way into the drive: put in order, stamped on the service's clock,
 * calibrated, smoothed, its short holes bridged, its voice made 48,000 samples a second. It lives
 * as long as the session; {@link #reopen} starts the next stream of the same source. For one
 * thread.
 */
final class DriveStream implements Feed {
  // A stream of one connection keeps its order; this is for devices that send datagrams.
  private static final int MOST_WAITING = 32;
  private static final long VOICE_PATIENCE_US = 60_000;
  private static final long VOICE_MISSING_AFTER_US = 500_000;
  // A device whose clock is this far off has been restarted, and counts from another epoch.
  private static final long OTHER_EPOCH_US = 2_000_000;
  private static final long MOST_AHEAD_US = 2_000_000;

  private final DriveTally tally;
  private final long settleUs;
  private final boolean smooths;
  private final VoiceLevel voiceLevel;
  private final Arrivals<MotionArrival> motion = new Arrivals<>(MOST_WAITING);
  private final Arrivals<VoiceArrival> voice = new Arrivals<>(MOST_WAITING);
  private final JitterTarget jitter = new JitterTarget();
  private final Bridge bridge = new Bridge();
  private final RecentArrivals recentMotion = new RecentArrivals();
  private final RecentArrivals recentVoice = new RecentArrivals();

  private Calibration calibration = Calibration.NONE;
  private Smoothing smoothing = new Smoothing();
  private Timeline timeline = new Timeline(0, 0);
  private VoicePath voicePath = new VoicePath();
  private boolean opened;
  private long openedUs;
  private long motionDeviceUs;
  private long voiceDeviceUs;
  private long motionCaptureUs = Long.MIN_VALUE;
  private long voiceCaptureUs = Long.MIN_VALUE;
  private long voiceHeardUs;
  private long packetUs = 20_000;
  private int shapes;
  private int bones;

  /**
   * Nothing sent yet.
   *
   * @param limits how long the first samples wait for the first answered ping, and whether motion
   *     is smoothed
   */
  DriveStream(DriveTally tally, DriveLimits limits) {
    this.tally = tally;
    this.settleUs = limits.settleUs();
    this.smooths = limits.smooths();
    this.voiceLevel = new VoiceLevel(limits.voice());
  }

  /** A device opens the source, at that time of its clock. */
  void reopen(long deviceUs, Calibration newCalibration, long nowUs) {
    calibration = newCalibration;
    smoothing = new Smoothing();
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

  void take(MotionArrival sample, long nowUs) {
    motion.take(sample.sequence(), sample, nowUs);
  }

  void take(VoiceArrival packet, long nowUs) {
    voice.take(packet.sequence(), packet, nowUs);
  }

  void answered(long deviceUs, long sentUs, long receivedUs) {
    timeline.answered(deviceUs, sentUs, receivedUs);
  }

  /** A time of the device's clock on the service's. */
  long serviceUs(long deviceUs) {
    return timeline.serviceUs(deviceUs);
  }

  /**
   * Hands on what can go on by now.
   *
   * @throws dev.afterglow.platform.error.AfterglowException INVALID when a sample cannot be
   */
  void release(Outlet outlet, long nowUs) {
    if (!timeline.settled() && nowUs - openedUs < settleUs) {
      return;
    }
    Arrivals.Released<MotionArrival> frames = motion.release(nowUs, jitter.targetUs());
    Arrivals.Released<VoiceArrival> packets = voice.release(nowUs, VOICE_PATIENCE_US);
    if (frames.lost() > 0 || packets.lost() > 0) {
      outlet.gap(new Piece.Gap(frames.lost(), packets.lost() * packetUs), nowUs);
    }
    long lost = frames.lost();
    for (MotionArrival sample : frames.samples()) {
      add(sample, lost, outlet, nowUs);
      lost = 0;
    }
    lost = packets.lost();
    for (VoiceArrival packet : packets.samples()) {
      add(packet, lost, outlet, nowUs);
      lost = 0;
    }
    bridge(outlet, nowUs);
    tally.motion(frames.samples().size(), frames.lost());
    tally.voice(packets.samples().size(), packets.lost());
  }

  @Override
  public boolean lost(long nowUs) {
    return bridge.lost(nowUs, jitter.quickestUs(), jitter.targetUs());
  }

  @Override
  public long targetUs() {
    return jitter.targetUs();
  }

  /** The stream has ended: what its voice held back is told. */
  void finish(Outlet outlet, long nowUs) {
    voiceLevel.finish(level -> add(level, outlet, nowUs));
  }

  long motionSequence() {
    return motion.released();
  }

  long voiceSequence() {
    return voice.released();
  }

  /** How its voice does. */
  VoiceHealth voice(long nowUs) {
    return voiceLevel.health(nowUs - voiceHeardUs > VOICE_MISSING_AFTER_US);
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
        Optional.empty(),
        voice(nowUs));
  }

  private void add(MotionArrival sample, long lost, Outlet outlet, long nowUs) {
    long deviceUs = sample.frame().timeUs();
    checkForward(sample.sequence(), deviceUs, motionDeviceUs);
    motionDeviceUs = deviceUs;
    // The map keeps order within a stream; this keeps it also where a device starts another epoch.
    motionCaptureUs = Math.max(motionCaptureUs + 1, mapped(sample.sequence(), deviceUs, nowUs));
    shapes = sample.frame().shapes().count();
    bones = sample.frame().bones().size();
    recentMotion.note(nowUs, motionCaptureUs, lost);
    jitter.arrived(nowUs - motionCaptureUs, nowUs);
    MotionFrame calibrated = calibration.apply(sample.frame());
    MotionFrame shown = smooths ? smoothing.take(calibrated) : calibrated;
    MotionFrame frame = shown.at(motionCaptureUs);
    bridge.captured(frame);
    outlet.captured(
        new Piece.Motion(frame, sample.sequence(), deviceUs),
        sample.frame().at(motionCaptureUs),
        nowUs);
  }

  private void bridge(Outlet outlet, long nowUs) {
    Optional<MotionFrame> made = bridge.due(nowUs, jitter.quickestUs(), jitter.targetUs());
    while (made.isPresent()) {
      outlet.bridged(new Piece.Motion(made.get(), motion.released(), motionDeviceUs, true), nowUs);
      made = bridge.due(nowUs, jitter.quickestUs(), jitter.targetUs());
    }
  }

  private void add(VoiceArrival packet, long lost, Outlet outlet, long nowUs) {
    voiceHeardUs = nowUs;
    checkForward(packet.sequence(), packet.deviceTimeUs(), voiceDeviceUs);
    voiceDeviceUs = packet.deviceTimeUs();
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
          outlet.spoken(it.at(timeline.map(it.timeUs())));
          voiceLevel.take(packet.sound(), it, level -> add(level, outlet, nowUs));
        });
  }

  private void add(VoicePacket level, Outlet outlet, long nowUs) {
    voiceCaptureUs = Math.max(voiceCaptureUs + 1, timeline.map(level.timeUs()));
    outlet.voice(level.at(voiceCaptureUs), nowUs);
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
