package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one outlet still has to write. Bounded: when it is full it forgets what waits and takes
 * nothing before the next key frame, so that a slow outlet loses whole groups of pictures and
 * nobody waits for it. Filled by one thread, emptied by another.
 */
final class PacketQueue {
  /** About 8 s of a stream with 30 pictures a second. */
  static final int USUAL_PACKETS = 600;

  private final BlockingQueue<Packet> waiting;
  private final AtomicLong shed = new AtomicLong();
  private boolean waitsForKey = true;

  PacketQueue(int packets) {
    waiting = new ArrayBlockingQueue<>(packets);
  }

  /** Takes a packet, or sheds it; never blocks. */
  void offer(Packet packet) {
    if (waitsForKey && !isKey(packet)) {
      return;
    }
    waitsForKey = false;
    if (!waiting.offer(packet)) {
      shed.addAndGet(waiting.size() + 1L);
      waiting.clear();
      waitsForKey = true;
    }
  }

  /** The next packet, or null where none comes in that time. */
  @Nullable Packet poll(long patienceMs) throws InterruptedException {
    return waiting.poll(patienceMs, TimeUnit.MILLISECONDS);
  }

  /** Forgets what waits before the newest key frame: after a pause the old is of no use. */
  void skipToNewestKey() {
    int toSkip = 0;
    int index = 0;
    for (Packet packet : waiting) {
      toSkip = isKey(packet) ? index : toSkip;
      index++;
    }
    for (int i = 0; i < toSkip && waiting.poll() != null; i++) {
      shed.incrementAndGet();
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void clear() {
    waiting.clear();
  }

  /** Packets that were taken and never written. */
  long shed() {
    return shed.get();
  }

  private static boolean isKey(Packet packet) {
    return packet.track() == Track.VIDEO && packet.key();
  }
}
