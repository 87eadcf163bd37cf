package dev.afterglow.agent.listen;

import dev.afterglow.agent.source.SourceSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A suit's program that is called, and called again two seconds after each failure. */
final class TcpDialPort implements Port {
  private static final long AGAIN_US = 2_000_000;
  private static final long PATIENCE_US = 5_000_000;

  private final SourceSpec spec;
  private final InetSocketAddress program;
  private final SourceFeed feed;
  private @Nullable Selector selector;
  private @Nullable SocketChannel dialling;
  private @Nullable Call call;
  private long dialledUs = Long.MIN_VALUE;

  TcpDialPort(SourceSpec spec, SourceFeed feed) {
    this.spec = spec;
    this.program = new InetSocketAddress(spec.peer().orElseThrow(), spec.port());
    this.feed = feed;
  }

  @Override
  public String place() {
    return "calling " + program.getHostString() + ":" + program.getPort();
  }

  @Override
  public int number() {
    return program.getPort();
  }

  @Override
  public void register(Selector newSelector) {
    selector = newSelector;
  }

  @Override
  public void ready(SelectionKey key, long nowUs) {
    Call live = call;
    if (live != null && key.channel() == live.channel()) {
      if (!live.read(nowUs)) {
        hangUp();
      }
    } else if (dialling != null && key.channel() == dialling) {
      finish(dialling, key, nowUs);
    }
  }

  @Override
  public void tick(long nowUs) {
    boolean due = dialledUs == Long.MIN_VALUE || nowUs - dialledUs > AGAIN_US;
    if (dialling != null && nowUs - dialledUs > PATIENCE_US) {
      hangUp();
    } else if (dialling == null && call == null && due) {
      dial(nowUs);
    }
  }

  @Override
  public void close() {
    hangUp();
  }

  private void dial(long nowUs) {
    dialledUs = nowUs;
    if (selector == null || program.isUnresolved()) {
      return;
    }
    try {
      SocketChannel channel = SocketChannel.open();
      dialling = channel;
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT, this);
      channel.connect(program);
    } catch (IOException e) {
      hangUp();
    }
  }

  private void finish(SocketChannel channel, SelectionKey key, long nowUs) {
    try {
      channel.finishConnect();
      key.interestOps(SelectionKey.OP_READ);
      call = new Call(channel, spec.kind(), feed, nowUs);
      dialling = null;
    } catch (IOException e) {
      hangUp();
    }
  }

  private void hangUp() {
    if (dialling != null) {
      Closing.quietly(dialling);
      dialling = null;
    }
    if (call != null) {
      Closing.quietly(call.channel());
      call = null;
    }
  }
}
