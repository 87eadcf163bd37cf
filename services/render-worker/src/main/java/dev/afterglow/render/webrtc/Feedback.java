package dev.afterglow.render.webrtc;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a receiver says in a compound control packet (RFC 3550, RFC 4585).
 *
 * @param missing packets that it asks for again
 */
record Feedback(List<Missing> missing) {
  private static final int TRANSPORT = 205;
  private static final int GENERIC_NACK = 1;
  private static final int MOST_MISSING = 512;

  /** A packet of a source. */
  record Missing(int ssrc, int number) {}

  /** Reads a packet in the clear; what it does not know is passed over. */
  static Feedback read(byte[] packet) {
    List<Missing> missing = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(packet);
    while (in.remaining() >= 4) {
      int at = in.position();
      int count = in.get() & 0x1f;
      int type = Byte.toUnsignedInt(in.get());
      int size = (Short.toUnsignedInt(in.getShort()) + 1) * 4;
      if (at + size > packet.length) {
        break;
      }
      if (type == TRANSPORT && count == GENERIC_NACK && size >= 12) {
        negative(in.slice(at + 8, size - 8), missing);
      }
      in.position(at + size);
    }
    return new Feedback(List.copyOf(missing));
  }

  /** Behind the sender's number: the source's, then a number and a mask each (RFC 4585, 6.2.1). */
  private static void negative(ByteBuffer body, List<Missing> out) {
    int media = body.getInt();
    while (body.remaining() >= 4 && out.size() < MOST_MISSING) {
      int first = Short.toUnsignedInt(body.getShort());
      int more = Short.toUnsignedInt(body.getShort());
      out.add(new Missing(media, first));
      for (int bit = 0; bit < 16; bit++) {
        if ((more >> bit & 1) != 0) {
          out.add(new Missing(media, (first + bit + 1) & 0xffff));
        }
      }
    }
  }
}
