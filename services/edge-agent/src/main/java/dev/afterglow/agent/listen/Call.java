package dev.afterglow.agent.listen;

import dev.afterglow.agent.source.SourceKind;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One TCP connection with a source: its bytes cut into datagrams. For one thread. */
final class Call {
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int MOST_CHUNKS_A_TURN = 8;

  private final SocketChannel channel;
  private final SocketAddress peer;
  private final SourceKind.Cutter cutter;
  private final SourceFeed feed;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
  private long heardUs;

  Call(SocketChannel channel, SourceKind kind, SourceFeed feed, long nowUs) throws IOException {
    this.channel = channel;
    this.peer = channel.getRemoteAddress();
    this.cutter = kind.cutter();
    this.feed = feed;
    this.heardUs = nowUs;
  }

  /**
   * Reads what there is.
   *
   * @return whether the connection goes on
   */
  boolean read(long nowUs) {
    try {
      for (int i = 0; i < MOST_CHUNKS_A_TURN; i++) {
        chunk.clear();
        int read = channel.read(chunk);
        if (read <= 0) {
          return read == 0;
        }
        cutter.feed(chunk.flip(), datagram -> take(datagram, nowUs));
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Microseconds since it brought something that could be decoded, or since it began. */
  long silentUs(long nowUs) {
    return nowUs - heardUs;
  }

  SocketChannel channel() {
    return channel;
  }

  private void take(ByteBuffer datagram, long nowUs) {
    if (feed.take(peer, datagram, nowUs)) {
      heardUs = nowUs;
    }
  }
}
