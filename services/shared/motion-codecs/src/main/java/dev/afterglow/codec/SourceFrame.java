package dev.afterglow.codec;

import dev.afterglow.drive.MotionFrame;
import java.util.OptionalLong;

/**
 * A frame as a source sent it.
 *
 * @param motion the motion, at the time when the datagram that completed it arrived: microseconds
 *     on the listener's clock, because no two of the protocols share a clock of their own
 * @param subject which of the faces or bodies in the stream, by the sender's own count
 * @param sequence the sender's running number where it has one, to find losses by
 * @param senderTimeUs microseconds on the sender's own clock where it sends one, with an epoch of
 *     its choice
 */
public record SourceFrame(
    MotionFrame motion, int subject, OptionalLong sequence, OptionalLong senderTimeUs) {

  /** A frame of the only subject, from a sender that neither counts nor stamps. */
  public static SourceFrame of(MotionFrame motion) {
    return new SourceFrame(motion, 0, OptionalLong.empty(), OptionalLong.empty());
  }
}
