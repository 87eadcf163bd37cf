package dev.afterglow.agent.play;

import dev.afterglow.agent.listen.SourceFeed;
import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.source.SourceMeter;
import dev.afterglow.agent.tape.RawRecord;
import dev.afterglow.agent.tape.RawTape;
import dev.afterglow.agent.tape.TapeTrack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A raw tape: its datagrams go out as they came, or are decoded anew. */
final class RawReel implements Reel {
  private static final SocketAddress SENDER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final RawTape tape;
  private final Map<Integer, SourceFeed> feeds = new HashMap<>();
  private @Nullable RawRecord next;
  private boolean begun;
  private long firstUs;

  RawReel(RawTape tape) {
    this.tape = tape;
  }

  @Override
  public List<SourceKind> kinds() {
    return tape.tracks().stream().map(TapeTrack::kind).toList();
  }

  @Override
  public long nextUs() throws IOException {
    if (next == null) {
      next = tape.next();
    }
    if (next == null) {
      return -1;
    }
    if (!begun) {
      begun = true;
      firstUs = next.timeUs();
    }
    return next.timeUs() - firstUs;
  }

  @Override
  public void give(Outlet outlet, long nowUs) throws IOException {
    RawRecord record = next;
    if (record == null) {
      return;
    }
    next = null;
    TapeTrack track = tape.tracks().get(record.track());
    switch (outlet) {
      case Outlet.ToPort port ->
          port.port()
              .send(record.datagram(), track.port() == 0 ? track.kind().usualPort() : track.port());
      case Outlet.ToDrive drive ->
          feeds
              .computeIfAbsent(
                  record.track(),
                  it -> new SourceFeed(it, track.kind(), new SourceMeter(), drive.hearing()))
              .take(SENDER, ByteBuffer.wrap(record.copy()), nowUs);
    }
  }

  @Override
  public long given() {
    return tape.records() - (next == null ? 0 : 1);
  }

  @Override
  public void close() throws IOException {
    tape.close();
  }
}
