package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.MotionBatch;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.uplink.DriveStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Batches that nobody vouches for. */
final class PlainSealing implements Sealing {
  @Override
  public Optional<String> deviceId() {
    return Optional.empty();
  }

  @Override
  public Verdict opened(DriveOpened opened) {
    return new Verdict.Resume();
  }

  @Override
  public List<SealedBatch> seal(List<MotionSample> motion, List<VoiceSample> voice, long newestUs) {
    List<SealedBatch> batches = new ArrayList<>();
    if (!motion.isEmpty()) {
      OpenDriveRequest message =
          OpenDriveRequest.newBuilder()
              .setMotion(MotionBatch.newBuilder().addAllSamples(motion))
              .build();
      batches.add(new SealedBatch(0, motion.getLast().getSequence(), 0, newestUs, message));
    }
    for (VoiceSample packet : voice) {
      OpenDriveRequest message = OpenDriveRequest.newBuilder().setVoice(packet).build();
      batches.add(new SealedBatch(0, 0, packet.getSequence(), newestUs, message));
    }
    return batches;
  }

  @Override
  public boolean acknowledged(SealedBatch batch, DriveStream stream) {
    return batch.lastMotion() <= stream.motionAcknowledged()
        && batch.lastVoice() <= stream.voiceAcknowledged();
  }

  @Override
  public boolean had(SealedBatch batch, DriveOpened opened) {
    return batch.lastMotion() <= opened.getLastMotionSequence()
        && batch.lastVoice() <= opened.getLastVoiceSequence();
  }
}
