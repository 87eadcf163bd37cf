package dev.afterglow.agent.listen;

import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.source.SourceMeter;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SenderTable;
import dev.afterglow.codec.SourceFrame;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What comes in at one port: the first sender keeps it until it has been silent for {@link
 * #SILENCE_US}, and of several faces or bodies in its stream the first does likewise. For one
 * thread; the meter is for any.
 */
public final class SourceFeed {
  /** After so long a silence the port goes to whoever speaks next: two seconds, microseconds. */
  public static final long SILENCE_US = 2_000_000;

  private static final long NEVER = Long.MIN_VALUE;

  private final int index;
  private final SourceMeter meter;
  private final Hearing hearing;
  private final SenderTable senders;
  private @Nullable SocketAddress holder;
  private int subject;
  private long subjectUs = NEVER;

  /**
   * A port that nobody holds.
   *
   * @param index the source's place among all, from 0
   */
  public SourceFeed(int index, SourceKind kind, SourceMeter meter, Hearing hearing) {
    this.index = index;
    this.meter = meter;
    this.hearing = hearing;
    this.senders = new SenderTable(kind::decoder, 1, SILENCE_US);
  }

  /**
   * Takes a datagram.
   *
   * @return whether it came from the sender that holds the port
   */
  public boolean take(SocketAddress sender, ByteBuffer datagram, long nowUs) {
    ByteBuffer whole = datagram.duplicate();
    Outcome outcome = senders.decode(sender, datagram, nowUs, this::frame);
    if (senders.tally(sender) == null) {
      if (outcome.equals(Outcome.rejected(RejectReason.NO_ROOM_FOR_SENDER))) {
        meter.refused();
      } else {
        meter.rejected();
      }
      return false;
    }
    if (outcome instanceof Outcome.Rejected) {
      meter.rejected();
    }
    hearing.datagram(index, whole, nowUs);
    return true;
  }

  /** Another than whom the port is for tried it. */
  public void refuse() {
    meter.refused();
  }

  private void frame(SocketAddress sender, SourceFrame frame) {
    long nowUs = frame.motion().timeUs();
    if (!sender.equals(holder)) {
      holder = sender;
      subjectUs = NEVER;
      meter.newSender();
    }
    if (subjectUs == NEVER || nowUs - subjectUs > SILENCE_US) {
      subject = frame.subject();
    }
    if (frame.subject() == subject) {
      subjectUs = nowUs;
      meter.frame(frame, nowUs);
      hearing.frame(index, frame);
    }
  }
}
