package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.uplink.DriveSamples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was captured and is to be brought, frames and sound, with the sequences that they have in
 * the drive. Adding is safe for many threads; the rest is for the uplink's.
 */
final class Outbox {
  private static final int BATCH = 64;

  private final Backlog<MotionFrame> motion = new Backlog<>();
  private final Backlog<short[]> voice = new Backlog<>();
  private final DriveSamples samples;
  private long motionBase;
  private long voiceBase;

  /** An empty one for the channels of that role. */
  Outbox(SourceRole role) {
    samples =
        new DriveSamples(
            role.face() ? List.of(ArkitShape.values()) : List.of(),
            role.body() ? List.of(HumanoidBone.values()) : List.of());
  }

  void add(MotionFrame frame) {
    motion.add(frame.timeUs(), frame);
  }

  void add(short[] pcm, long timeUs) {
    voice.add(timeUs, pcm);
  }

  /** A header that names the channels. */
  DriveHeader.Builder header() {
    return samples.header();
  }

  /** The drive is open for the first time: sequences go on after those of earlier runs. */
  void begin(DriveOpened opened) {
    motionBase = opened.getLastMotionSequence();
    voiceBase = opened.getLastVoiceSequence();
  }

  /** The next batches; empty when nothing waits. */
  List<SealedBatch> next(Sealing sealing, long nowUs) throws IOException {
    List<Captured<MotionFrame>> frames = motion.take(BATCH, nowUs);
    List<Captured<short[]>> packets = voice.take(BATCH, nowUs);
    if (frames.isEmpty() && packets.isEmpty()) {
      return List.of();
    }
    long newestUs = Long.MIN_VALUE;
    List<MotionSample> motions = new ArrayList<>(frames.size());
    for (Captured<MotionFrame> it : frames) {
      motions.add(samples.motion(it.content(), motionBase + it.number(), it.timeUs()));
      newestUs = it.timeUs();
    }
    List<VoiceSample> voices = new ArrayList<>(packets.size());
    for (Captured<short[]> it : packets) {
      voices.add(samples.voice(it.content(), voiceBase + it.number(), it.timeUs()));
      newestUs = Math.max(newestUs, it.timeUs());
    }
    return sealing.seal(motions, voices, newestUs);
  }

  /** How many frames and packets wait, the outdated left out. */
  int waiting(long nowUs) {
    return motion.waiting(nowUs) + voice.waiting(nowUs);
  }

  /** How many frames wait. */
  int framesWaiting(long nowUs) {
    return motion.waiting(nowUs);
  }

  /** Waits until there is a frame, at most so long. */
  void await(long ms) throws InterruptedException {
    motion.await(ms);
  }

  /** The agent's own number of a frame's sequence, 0 for none. */
  long number(long motionSequence) {
    return Math.max(0, motionSequence - motionBase);
  }

  long frames() {
    return motion.captured();
  }

  long framesDropped() {
    return motion.dropped();
  }

  long packets() {
    return voice.captured();
  }

  long packetsDropped() {
    return voice.dropped();
  }
}
