package dev.afterglow.tape.player;

import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.MotionBatch;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.uplink.DriveSamples;
import dev.afterglow.uplink.DriveStream;
import java.util.List;

/** Captured motion and voice on their way out, in one order of time. For the player's thread. */
final class Outbox implements Transport.Capture {
  // Two seconds and a bit of motion at 120 a second, and of packets of 20 ms.
  private static final int MOTION_CAPACITY = 256;
  private static final int VOICE_CAPACITY = 128;
  private static final int BATCH = 64;

  private final DriveSamples samples;
  private final SendWindow<MotionFrame> motion = new SendWindow<>(MOTION_CAPACITY);
  private final SendWindow<short[]> voice = new SendWindow<>(VOICE_CAPACITY);

  Outbox(DriveSamples samples) {
    this.samples = samples;
  }

  @Override
  public void motion(MotionFrame frame, long deviceTimeUs) {
    motion.add(deviceTimeUs, frame);
  }

  @Override
  public void voice(short[] pcm, long deviceTimeUs) {
    voice.add(deviceTimeUs, pcm);
  }

  /** Lines up with what the service has of this session. */
  void resume(DriveOpened opened, boolean firstEver) {
    if (firstEver) {
      motion.startAfter(opened.getLastMotionSequence());
      voice.startAfter(opened.getLastVoiceSequence());
    }
    motion.resumeAfter(opened.getLastMotionSequence());
    voice.resumeAfter(opened.getLastVoiceSequence());
  }

  /** Sends what the stream takes. */
  void flush(DriveStream stream) {
    acknowledge(stream);
    boolean more = true;
    while (more && stream.ready()) {
      List<Sequenced<MotionFrame>> frames = motion.unsent(BATCH);
      List<Sequenced<short[]>> packets = voice.unsent(BATCH);
      more = !frames.isEmpty() || !packets.isEmpty();
      if (!frames.isEmpty()) {
        send(stream, frames);
      }
      for (Sequenced<short[]> packet : packets) {
        if (!stream.ready()) {
          return;
        }
        stream.send(
            OpenDriveRequest.newBuilder()
                .setVoice(samples.voice(packet.sample(), packet.sequence(), packet.deviceTimeUs()))
                .build());
        voice.markSent(packet.sequence());
      }
    }
  }

  /** Whether the service has everything. */
  boolean delivered() {
    return motion.acknowledged() == motion.captured() && voice.acknowledged() == voice.captured();
  }

  SendWindow<MotionFrame> motion() {
    return motion;
  }

  SendWindow<short[]> voice() {
    return voice;
  }

  private void acknowledge(DriveStream stream) {
    motion.acknowledge(stream.motionAcknowledged());
    voice.acknowledge(stream.voiceAcknowledged());
  }

  private void send(DriveStream stream, List<Sequenced<MotionFrame>> frames) {
    MotionBatch.Builder batch = MotionBatch.newBuilder();
    for (Sequenced<MotionFrame> frame : frames) {
      batch.addSamples(samples.motion(frame.sample(), frame.sequence(), frame.deviceTimeUs()));
    }
    stream.send(OpenDriveRequest.newBuilder().setMotion(batch).build());
    motion.markSent(frames.getLast().sequence());
  }
}
