package dev.afterglow.render.frame;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** The running figures of a render. Written by the loops, read by whoever asks. */
public final class Figures {
  /** The stages whose work is measured. */
  public enum Stage {
    BLEND,
    DRAW,
    CONVERT,
    ENCODE,
    MUX
  }

  private static final int LATENCIES = 600;
  private static final double SMOOTHING = 1.0 / 45;

  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong slateFrames = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong labelPassed = new AtomicLong();
  private final AtomicLong labelFailed = new AtomicLong();
  private final double[] stageMs = new double[Stage.values().length];
  private final double[] latencyMs = new double[LATENCIES];
  private final double[] skewMs = new double[LATENCIES];
  private final long[] frameNanos = new long[128];
  private long gapBegan;
  private long leaseGapMs;
  private int latencies;
  private int skews;

  /** Percentiles of the newest values, milliseconds. */
  public record Spread(double p50, double p95, double p99) {}

  synchronized void stage(Stage stage, long nanos) {
    double ms = nanos / 1e6;
    int i = stage.ordinal();
    stageMs[i] = stageMs[i] == 0 ? ms : stageMs[i] + (ms - stageMs[i]) * SMOOTHING;
  }

  synchronized void encoded(boolean slate, long nowNanos) {
    frameNanos[(int) (frames.getAndIncrement() % frameNanos.length)] = nowNanos;
    if (slate) {
      slateFrames.incrementAndGet();
    }
  }

  synchronized void latency(double ms) {
    latencyMs[latencies++ % LATENCIES] = ms;
  }

  synchronized void skew(double ms) {
    skewMs[skews++ % LATENCIES] = ms;
  }

  void droppedFrames(long count) {
    dropped.addAndGet(count);
  }

  void label(boolean present) {
    (present ? labelPassed : labelFailed).incrementAndGet();
  }

  public long frames() {
    return frames.get();
  }

  public long slateFrames() {
    return slateFrames.get();
  }

  public long dropped() {
    return dropped.get();
  }

  public long labelPassed() {
    return labelPassed.get();
  }

  public long labelFailed() {
    return labelFailed.get();
  }

  /** A picture fell into a time without a valid lease that nobody had revoked. */
  synchronized void leaseGap(boolean gap, long nowNanos) {
    if (!gap) {
      gapBegan = 0;
      return;
    }
    gapBegan = gapBegan == 0 ? nowNanos : gapBegan;
    leaseGapMs = Math.max(leaseGapMs, (nowNanos - gapBegan) / 1_000_000);
  }

  /** The longest time without a valid lease that nobody had revoked, milliseconds. */
  public synchronized long leaseGapMs() {
    return leaseGapMs;
  }

  /** Smoothed work of a stage, milliseconds a frame. */
  public synchronized double stageMs(Stage stage) {
    return stageMs[stage.ordinal()];
  }

  /** Frames a second over the last 2 s. */
  public synchronized double framesPerSecond(long nowNanos) {
    int count = 0;
    for (long at : frameNanos) {
      if (at != 0 && nowNanos - at <= 2_000_000_000L) {
        count++;
      }
    }
    return count / 2.0;
  }

  /** From capture to encoded. */
  public synchronized Spread captureToEncodedMs() {
    return spread(latencyMs, Math.min(latencies, LATENCIES));
  }

  /** Sound ahead of picture. */
  public synchronized Spread skewMs() {
    return spread(skewMs, Math.min(skews, LATENCIES));
  }

  private static Spread spread(double[] values, int count) {
    if (count == 0) {
      return new Spread(0, 0, 0);
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return new Spread(rank(sorted, 0.5), rank(sorted, 0.95), rank(sorted, 0.99));
  }

  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  }
}
