package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.MotionBatch;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.uplink.DriveStream;
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
  public SealedBatch seal(List<MotionSample> samples, long newestUs) {
    OpenDriveRequest message =
        OpenDriveRequest.newBuilder()
            .setMotion(MotionBatch.newBuilder().addAllSamples(samples))
            .build();
    return new SealedBatch(0, samples.getLast().getSequence(), newestUs, message);
  }

  @Override
  public boolean acknowledged(SealedBatch batch, DriveStream stream) {
    return batch.lastMotion() <= stream.motionAcknowledged();
  }

  @Override
  public boolean had(SealedBatch batch, DriveOpened opened) {
    return batch.lastMotion() <= opened.getLastMotionSequence();
  }
}
