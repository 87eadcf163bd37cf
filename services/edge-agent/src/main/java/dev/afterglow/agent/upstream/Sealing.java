package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.uplink.DriveStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How samples become batches: plain, or signed in a chain. For the uplink's thread. */
sealed interface Sealing permits PlainSealing, SignedSealing {
  /** What to do about a stream that has just opened. */
  sealed interface Verdict {
    /** Go on. */
    record Resume() implements Verdict {}

    /** Leave and open again in a while: the service has not kept yet what it may have. */
    record OpenAgain() implements Verdict {}

    /** The service holds a chain that is not this device's. */
    record Refuse(String sentence) implements Verdict {}
  }

  /** The device that signs, for the stream's header. */
  Optional<String> deviceId();

  /** Lines up with what the service has; to be called at each opening. */
  Verdict opened(DriveOpened opened);

  /**
   * Makes batches, in the order in which they are to go.
   *
   * @param motion 0 to 64
   * @param voice 0 to 64; one of the two is there
   * @param newestUs when the last of them was captured
   */
  List<SealedBatch> seal(List<MotionSample> motion, List<VoiceSample> voice, long newestUs)
      throws IOException;

  /** Whether the service has said on that stream that it keeps the batch. */
  boolean acknowledged(SealedBatch batch, DriveStream stream);

  /** Whether a stream that has just opened has the batch already. */
  boolean had(SealedBatch batch, DriveOpened opened);
}
