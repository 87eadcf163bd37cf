package dev.afterglow.agent.listen;

import dev.afterglow.agent.source.SourceSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** Asks one phone for its data, again and again as its app wants it. For one thread. */
final class PhoneLine {
  private final DatagramChannel channel;
  private final InetSocketAddress phone;
  private final Request request;

  private PhoneLine(DatagramChannel channel, InetAddress phone, Request request) {
    this.channel = channel;
    this.phone = new InetSocketAddress(phone, request.phonePort());
    this.request = request;
  }

  /**
   * The phone that a source was told to ask; empty for one that is only listened to.
   *
   * @throws IOException when its name is not known
   */
  static Optional<InetAddress> phone(SourceSpec spec) throws IOException {
    return spec.peer().isEmpty()
        ? Optional.empty()
        : Optional.of(InetAddress.getByName(spec.peer().get()));
  }

  /** A line over an open channel, which stays the caller's; empty where there is nobody to ask. */
  static Optional<PhoneLine> of(
      DatagramChannel channel, Optional<InetAddress> phone, SourceSpec spec, int port) {
    Optional<Request> request = Request.of(spec, port);
    return phone.isPresent() && request.isPresent()
        ? Optional.of(new PhoneLine(channel, phone.get(), request.get()))
        : Optional.empty();
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
