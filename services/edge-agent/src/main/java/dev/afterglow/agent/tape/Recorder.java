package dev.afterglow.agent.tape;

import dev.afterglow.agent.listen.Hearing;
import dev.afterglow.codec.SourceFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is heard to a raw tape, on a thread of its own: a slow disk costs datagrams, which
 * are counted, and never makes the ear wait.
 */
public final class Recorder implements Hearing, AutoCloseable {
  // About a second of ten busy sources, at most 64 KiB each but usually one or two.
  static final int MOST_WAITING = 1_024;
  private static final long FLUSH_NANOS = 500_000_000L;
  private static final long STOP_WITHIN_MS = 5_000;

  private final RawTapeWriter tape;
  private final long startUs;
  private final ArrayBlockingQueue<RawRecord> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean stopping;
  private volatile long written;
  private volatile long dropped;
  private volatile @Nullable String fault;

  /**
   * Starts to record.
   *
   * @param tape closed by {@link #close()}
   * @param startUs the tape's time 0 on the agent's clock
   */
  public Recorder(RawTapeWriter tape, long startUs) {
    this.tape = tape;
    this.startUs = startUs;
    this.thread = Thread.ofPlatform().daemon().name("recorder").start(this::run);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // The ear's thread alone counts.
  public void datagram(int source, ByteBuffer datagram, long arrivalUs) {
    byte[] bytes = new byte[datagram.remaining()];
    datagram.get(bytes);
    if (!waiting.offer(new RawRecord(source, Math.max(0, arrivalUs - startUs), bytes))) {
      dropped++;
    }
  }

  @Override
  public void frame(int source, SourceFrame frame) {
    // The tape keeps what was heard, not what was understood.
  }

  /** How many datagrams are on the tape. */
  public long written() {
    return written;
  }

  /** How many did not get onto it. */
  public long dropped() {
    return dropped;
  }

  /** Why the recording stopped, or null while it goes on. */
  public @Nullable String fault() {
    return fault;
  }

  /** Writes what waits and the tape's end. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(STOP_WITHIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (tape) {
      long flushedNanos = System.nanoTime();
      while (!stopping || !waiting.isEmpty()) {
        RawRecord next = waiting.poll(50, TimeUnit.MILLISECONDS);
        if (next != null) {
          tape.write(next.track(), next.timeUs(), next.bytes());
          written = tape.records();
        }
        if (System.nanoTime() - flushedNanos > FLUSH_NANOS) {
          tape.flush();
          flushedNanos = System.nanoTime();
        }
      }
    } catch (IOException e) {
      fault = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
