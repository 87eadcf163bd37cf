package dev.afterglow.agent.listen;

import dev.afterglow.agent.source.SourceSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A port that a phone or a suit's program calls. One call at a time holds it. */
final class TcpAcceptPort implements Port {
  private static final int WAITING_CALLS = 8;

  private final SourceSpec spec;
  private final ServerSocketChannel server;
  private final InetSocketAddress bound;
  private final SourceFeed feed;
  private final Optional<InetAddress> phone;
  private final Optional<PhoneLine> line;
  // Requests go over UDP, also when the answer is a call.
  private final DatagramChannel asking;
  private @Nullable Call call;

  private TcpAcceptPort(
      SourceSpec spec, ServerSocketChannel server, DatagramChannel asking, SourceFeed feed)
      throws IOException {
    this.spec = spec;
    this.server = server;
    this.asking = asking;
    this.bound = (InetSocketAddress) server.getLocalAddress();
    this.feed = feed;
    this.phone = PhoneLine.phone(spec);
    this.line = PhoneLine.of(asking, phone, spec, bound.getPort());
  }

  /**
   * Binds the port.
   *
   * @throws IOException when it is taken, or the phone's name is not known
   */
  static TcpAcceptPort open(InetAddress listen, SourceSpec spec, SourceFeed feed)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    DatagramChannel asking = DatagramChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(new InetSocketAddress(listen, spec.port()), WAITING_CALLS);
      server.configureBlocking(false);
      asking.configureBlocking(false);
      return new TcpAcceptPort(spec, server, asking, feed);
    } catch (IOException | RuntimeException e) {
      server.close();
      asking.close();
      throw e;
    }
  }

  @Override
  public String place() {
    return "TCP " + bound.getAddress().getHostAddress() + ":" + bound.getPort();
  }

  @Override
  public int number() {
    return bound.getPort();
  }

  @Override
  public void register(Selector selector) throws IOException {
    server.register(selector, SelectionKey.OP_ACCEPT, this);
  }

  @Override
  public void ready(SelectionKey key, long nowUs) {
    if (key.channel() == server) {
      accept(key.selector(), nowUs);
    } else if (call != null && key.channel() == call.channel()) {
      read(call, nowUs);
    }
  }

  @Override
  public void tick(long nowUs) {
    line.ifPresent(it -> it.tick(nowUs));
  }

  @Override
  public void close() {
    line.ifPresent(PhoneLine::sayGoodbye);
    hangUp();
    Closing.quietly(server);
    Closing.quietly(asking);
  }

  private void read(Call live, long nowUs) {
    if (!live.read(nowUs)) {
      hangUp();
    } else if (live.silentUs(nowUs) == 0) {
      line.ifPresent(it -> it.heard(nowUs));
    }
  }

  private void accept(Selector selector, long nowUs) {
    SocketChannel caller = null;
    try {
      caller = server.accept();
      if (caller == null) {
        return;
      }
      if (!welcome(caller, nowUs)) {
        feed.refuse();
        caller.close();
        return;
      }
      hangUp();
      caller.configureBlocking(false);
      caller.register(selector, SelectionKey.OP_READ, this);
      call = new Call(caller, spec.kind(), feed, nowUs);
    } catch (IOException e) {
      // The caller is gone again.
      if (caller != null) {
        Closing.quietly(caller);
      }
    }
  }

  private boolean welcome(SocketChannel caller, long nowUs) throws IOException {
    InetAddress from = ((InetSocketAddress) caller.getRemoteAddress()).getAddress();
    boolean wanted = phone.isEmpty() || phone.get().equals(from);
    return wanted && (call == null || call.silentUs(nowUs) > SourceFeed.SILENCE_US);
  }

  private void hangUp() {
    if (call != null) {
      Closing.quietly(call.channel());
      call = null;
    }
  }
}
