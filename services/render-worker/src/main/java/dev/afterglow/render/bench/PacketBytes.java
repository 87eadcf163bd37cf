package dev.afterglow.render.bench;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.OutletStatus;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the packets of a stream hold, and lets them go. */
final class PacketBytes implements Outlet {
  private final AtomicLong bytes = new AtomicLong();
  private long bytesBefore = -1;
  private long framesBefore;

  @Override
  public String name() {
    return "count";
  }

  @Override
  public void take(Packet packet) {
    bytes.addAndGet(packet.data().length);
  }

  @Override
  public OutletStatus status() {
    throw new UnsupportedOperationException("nobody asks a measurement how it does");
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  /** Counts from here; only the first call does anything. */
  void begin(long frames) {
    if (bytesBefore < 0) {
      bytesBefore = bytes.get();
      framesBefore = frames;
    }
  }

  /** Bytes a frame since {@link #begin}. */
  double bytesEach(long frames) {
    return (bytes.get() - bytesBefore) / (double) Math.max(1, frames - framesBefore);
  }
}
