package dev.afterglow.render.frame;

import dev.afterglow.render.fill.FillPart;
import dev.afterglow.render.quality.Ladder;
import dev.afterglow.render.quality.Rung;
import dev.afterglow.render.rig.Hand;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

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

  private static final FillPart[] PARTS = FillPart.values();
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
  private volatile Fineness fineness = new Fineness(0, 1, 0, Optional.empty());
  private final long[] undrivenFrames = new long[Hand.values().length];
  private @Nullable Hand undrivenNow;
  private final long[] filledFrames = new long[FillPart.values().length];
  private final long[] sinceFilled = new long[FillPart.values().length];
  private final AtomicLong encoderNanos = new AtomicLong();
  private final AtomicLong processorNanos = new AtomicLong();
  private volatile long deviceNanos;
  private long gapBegan;
  private long leaseGapMs;
  private final Histogram allSkews = new Histogram();
  private int latencies;
  private int skews;

  /**
   * A part that the worker moved by itself, because nobody drives it: an arm that holds something,
   * or what a drive does not track.
   *
   * @param now whether it does so in the newest picture
   * @param frames how many pictures it was in
   */
  public record Undriven(boolean now, long frames) {}

  /**
   * Percentiles of the newest values, milliseconds. Of signed values the first and the last say how
   * far they go either way.
   */
  public record Spread(double p1, double p50, double p95, double p99) {
    /** How far from zero the values go, either way. */
    public double furthest() {
      return Math.max(Math.abs(p1), Math.abs(p99));
    }
  }

  /**
   * How finely the figure is drawn just now.
   *
   * @param level the rung of the ladder, 0 is the finest
   * @param levels how many the ladder has
   * @param stepsDown how often it went down so far
   * @param rung what is drawn there; empty before the first picture
   */
  public record Fineness(int level, int levels, long stepsDown, Optional<Rung> rung) {}

  void quality(int level, Ladder ladder, long stepsDown) {
    Fineness last = fineness;
    if (last.rung.isEmpty() || last.level != level) {
      fineness = new Fineness(level, ladder.size(), stepsDown, Optional.of(ladder.rung(level)));
    }
  }

  /** How finely the figure is drawn just now. */
  public Fineness fineness() {
    return fineness;
  }

  synchronized void stage(Stage stage, long nanos) {
    double ms = nanos / 1e6;
    int i = stage.ordinal();
    stageMs[i] = stageMs[i] == 0 ? ms : stageMs[i] + (ms - stageMs[i]) * SMOOTHING;
  }

  /** The newest picture of the figure has this arm posed by the worker; null is none. */
  synchronized void undriven(@Nullable Hand hand) {
    undrivenNow = hand;
    if (hand != null) {
      undrivenFrames[hand.ordinal()]++;
    }
  }

  /** The arms that the worker has posed by itself so far. */
  public synchronized Map<Hand, Undriven> undriven() {
    Map<Hand, Undriven> out = new EnumMap<>(Hand.class);
    for (Hand hand : Hand.values()) {
      long frames = undrivenFrames[hand.ordinal()];
      if (frames > 0) {
        out.put(hand, new Undriven(hand == undrivenNow, frames));
      }
    }
    return out;
  }

  /** The newest picture has these parts moved by the worker; a picture without the figure none. */
  synchronized void filled(Set<FillPart> parts) {
    for (FillPart part : PARTS) {
      boolean now = parts.contains(part);
      sinceFilled[part.ordinal()] = now ? 0 : sinceFilled[part.ordinal()] + 1;
      filledFrames[part.ordinal()] += now ? 1 : 0;
    }
  }

  /**
   * The parts that the worker has moved by itself so far, because the drive does not track them.
   */
  public synchronized Map<FillPart, Undriven> filled() {
    Map<FillPart, Undriven> out = new EnumMap<>(FillPart.class);
    for (FillPart part : PARTS) {
      long pictures = filledFrames[part.ordinal()];
      if (pictures > 0) {
        out.put(part, new Undriven(sinceFilled[part.ordinal()] == 0, pictures));
      }
    }
    return out;
  }

  /** Whether one of the newest pictures has that part moved by the worker. */
  public synchronized boolean filledLately(FillPart part, int pictures) {
    return filledFrames[part.ordinal()] > 0 && sinceFilled[part.ordinal()] < pictures;
  }

  /** The encoder was busy for so long with a picture. */
  void encoder(long nanos) {
    encoderNanos.addAndGet(nanos);
    stage(Stage.ENCODE, nanos);
  }

  /** What all pictures so far took the drawing device, by its own clock. */
  void deviceNanos(long nanos) {
    deviceNanos = nanos;
  }

  /** The processors worked so much more for this render. */
  public void processor(long nanos) {
    processorNanos.addAndGet(nanos);
  }

  /** How long the drawing device worked for this render; 0 where processors draw. */
  public long deviceNanos() {
    return deviceNanos;
  }

  /** How long the encoder was busy with this render's pictures. */
  public long encoderNanos() {
    return encoderNanos.get();
  }

  /** What all processors together worked for this render. */
  public long processorNanos() {
    return processorNanos.get();
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
    allSkews.add(Math.abs(ms));
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

  /** Sound ahead of picture; below zero it is late. */
  public synchronized Spread skewMs() {
    return spread(skewMs, Math.min(skews, LATENCIES));
  }

  /** What 99.9 % of all values of sound against picture so far stayed within, either way. */
  public synchronized double skewP999Ms() {
    return allSkews.quantile(0.999);
  }

  private static Spread spread(double[] values, int count) {
    if (count == 0) {
      return new Spread(0, 0, 0, 0);
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return new Spread(
        rank(sorted, 0.01), rank(sorted, 0.5), rank(sorted, 0.95), rank(sorted, 0.99));
  }

  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  }
}
