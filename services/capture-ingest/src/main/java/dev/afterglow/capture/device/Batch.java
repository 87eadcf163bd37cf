package dev.afterglow.capture.device;

import dev.afterglow.capture.drive.MotionArrival;
import dev.afterglow.capture.drive.VoiceArrival;
import java.util.List;

/**
 * Samples that are signed together.
 *
 * @param driveId the session that they were signed for
 * @param avatarId the avatar that they were signed for; empty when the drive has none
 * @param sequence the batch's place in its chain
 * @param previousHex the hash of the batch before, hexadecimal
 * @param hashHex the hash of this one's content, hexadecimal
 * @param motion in order
 * @param voice in order
 */
public record Batch(
    String driveId,
    String avatarId,
    long sequence,
    String previousHex,
    String hashHex,
    List<MotionArrival> motion,
    List<VoiceArrival> voice) {
  private static final int MOST = 64;

  public Batch {
    if (motion.isEmpty() && voice.isEmpty()) {
      throw DeviceRefusals.malformed("no samples");
    }
    if (motion.size() > MOST || voice.size() > MOST) {
      throw DeviceRefusals.malformed("more than 64 samples of a kind");
    }
    motion = List.copyOf(motion);
    voice = List.copyOf(voice);
  }

  /** Its motion from that time of the device's clock on, microseconds. */
  public List<MotionArrival> motionSince(long fromUs) {
    return motion.stream().filter(it -> it.frame().timeUs() >= fromUs).toList();
  }

  /** Its voice from that time of the device's clock on, microseconds. */
  public List<VoiceArrival> voiceSince(long fromUs) {
    return voice.stream().filter(it -> it.deviceTimeUs() >= fromUs).toList();
  }
}
