package dev.afterglow.agent.listen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Asks one phone for its data, again and again as its app wants it. For one thread. */
final class PhoneLine {
  private final DatagramChannel channel;
  private final InetSocketAddress phone;
  private final Request request;

  /** A line over an open channel, which stays the caller's. */
  PhoneLine(DatagramChannel channel, InetAddress phone, Request request) {
    this.channel = channel;
    this.phone = new InetSocketAddress(phone, request.phonePort());
    this.request = request;
  }

  void tick(long nowUs) {
    if (request.resend().due(nowUs)) {
      send(request.datagram());
    }
  }

  void heard(long nowUs) {
    request.resend().heard(nowUs);
  }

  void sayGoodbye() {
    request.farewell().ifPresent(this::send);
  }

  private void send(byte[] datagram) {
    try {
      channel.send(ByteBuffer.wrap(datagram), phone);
    } catch (IOException unreachable) {
      // A phone that is not there yet is asked again; the view shows that nothing comes.
      return;
    }
  }
}
