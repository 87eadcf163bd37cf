package dev.afterglow.agent.listen;

import dev.afterglow.agent.source.SourceSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;

/** Datagrams of one source. */
final class UdpPort implements Port {
  // A second of the largest frames; more would only make them old.
  private static final int SYSTEM_BUFFER_BYTES = 512 * 1024;
  // So that a flood at one port leaves the others their turn.
  private static final int MOST_A_TURN = 128;
  private static final int LONGEST_BYTES = 65_536;

  private final DatagramChannel channel;
  private final InetSocketAddress bound;
  private final SourceFeed feed;
  private final Optional<InetAddress> phone;
  private final Optional<PhoneLine> line;
  private final ByteBuffer datagram = ByteBuffer.allocate(LONGEST_BYTES);

  private UdpPort(DatagramChannel channel, SourceSpec spec, SourceFeed feed) throws IOException {
    this.channel = channel;
    this.bound = (InetSocketAddress) channel.getLocalAddress();
    this.feed = feed;
    this.phone = PhoneLine.phone(spec);
    this.line = PhoneLine.of(channel, phone, spec, bound.getPort());
  }

  /**
   * Binds the port.
   *
   * @throws IOException when it is taken, or the phone's name is not known
   */
  static UdpPort open(InetAddress listen, SourceSpec spec, SourceFeed feed) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SYSTEM_BUFFER_BYTES);
      channel.bind(new InetSocketAddress(listen, spec.port()));
      channel.configureBlocking(false);
      return new UdpPort(channel, spec, feed);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public String place() {
    return "UDP " + bound.getAddress().getHostAddress() + ":" + bound.getPort();
  }

  @Override
  public int number() {
    return bound.getPort();
  }

  @Override
  public void register(Selector selector) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  @Override
  public void ready(SelectionKey key, long nowUs) {
    try {
      for (int i = 0; i < MOST_A_TURN; i++) {
        datagram.clear();
        InetSocketAddress sender = (InetSocketAddress) channel.receive(datagram);
        if (sender == null) {
          return;
        }
        datagram.flip();
        take(sender, nowUs);
      }
    } catch (PortUnreachableException e) {
      // A phone said that nobody listens there; it is asked again.
      return;
    } catch (IOException e) {
      // Nothing that a sender does breaks a bound port; the next turn tries again.
      return;
    }
  }

  @Override
  public void tick(long nowUs) {
    line.ifPresent(it -> it.tick(nowUs));
  }

  @Override
  public void close() {
    line.ifPresent(PhoneLine::sayGoodbye);
    Closing.quietly(channel);
  }

  private void take(InetSocketAddress sender, long nowUs) {
    if (phone.isPresent() && !phone.get().equals(sender.getAddress())) {
      feed.refuse();
    } else if (feed.take(sender, datagram, nowUs)) {
      line.ifPresent(it -> it.heard(nowUs));
    }
  }
}
