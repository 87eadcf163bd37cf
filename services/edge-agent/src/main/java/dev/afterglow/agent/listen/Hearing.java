package dev.afterglow.agent.listen;

import dev.afterglow.codec.SourceFrame;
import java.nio.ByteBuffer;

/** Takes what the ear hears. Called on the ear's thread, so it must not wait. */
public interface Hearing {
  /**
   * A datagram of the sender that holds a port, after the frames that it gave, if any.
   *
   * @param source which of the sources, counted from 0 in the order in which they were named
   * @param datagram good during the call only
   * @param arrivalUs microseconds on the agent's clock
   */
  void datagram(int source, ByteBuffer datagram, long arrivalUs);

  /** A frame of a source. */
  void frame(int source, SourceFrame frame);

  /** Several that hear the same, in order. */
  static Hearing all(Hearing... hearings) {
    Hearing[] each = hearings.clone();
    return new Hearing() {
      @Override
      public void datagram(int source, ByteBuffer datagram, long arrivalUs) {
        for (Hearing hearing : each) {
          hearing.datagram(source, datagram.duplicate(), arrivalUs);
        }
      }

      @Override
      public void frame(int source, SourceFrame frame) {
        for (Hearing hearing : each) {
          hearing.frame(source, frame);
        }
      }
    };
  }
}
