package dev.afterglow.agent.source;

import dev.afterglow.codec.SourceFrame;
import java.util.Arrays;

/** Counts what one source sends. One thread counts, any thread reads. */
public final class SourceMeter {
  private static final int BUCKETS = 20;
  private static final long BUCKET_US = 100_000;
  private static final long MOST_LOST_AT_ONCE = 10_000;
  private static final long WINDOW_US = 30_000_000;
  private static final int DELAYS = 64;
  private static final long NEVER = Long.MIN_VALUE;

  private final long[] perBucket = new long[BUCKETS];
  private final long[] delaysUs = new long[DELAYS];
  private long newestBucket = NEVER;
  private long frames;
  private long lost;
  private boolean counts;
  private long sequence = NEVER;
  private long delays;
  private long windowStartUs = NEVER;
  private long quickestUs = Long.MAX_VALUE;
  private long quickestBeforeUs = Long.MAX_VALUE;
  private long rejected;
  private long refused;
  private long heardUs = NEVER;

  /** Counts of nothing. */
  public SourceMeter() {}

  /** A frame came. */
  public synchronized void frame(SourceFrame frame, long nowUs) {
    frames++;
    heardUs = nowUs;
    advance(nowUs);
    perBucket[(int) Math.floorMod(newestBucket, (long) BUCKETS)]++;
    frame.sequence().ifPresent(this::follow);
    frame.senderTimeUs().ifPresent(sentUs -> delay(nowUs - sentUs, nowUs));
  }

  /** A datagram of the source could not be decoded. */
  public synchronized void rejected() {
    rejected++;
  }

  /** Another than the source tried the port. */
  public synchronized void refused() {
    refused++;
  }

  /** A new sender has the port: its count and its clock are its own. */
  public synchronized void newSender() {
    sequence = NEVER;
    delays = 0;
    windowStartUs = NEVER;
  }

  /** The figures now. */
  public synchronized SourceReading read(long nowUs) {
    advance(nowUs);
    return new SourceReading(
        frames,
        Arrays.stream(perBucket).sum() * 1e6 / (BUCKETS * BUCKET_US),
        counts ? lost : -1,
        medianDelayMs(),
        rejected,
        refused,
        heardUs == NEVER ? -1 : nowUs - heardUs);
  }

  private void follow(long next) {
    counts = true;
    long missing = next - sequence - 1;
    // A greater step, or one back, is a sender that began again rather than loss.
    if (sequence != NEVER && missing > 0 && missing < MOST_LOST_AT_ONCE) {
      lost += missing;
    }
    sequence = next;
  }

  private void delay(long offsetUs, long nowUs) {
    if (windowStartUs == NEVER || nowUs - windowStartUs > WINDOW_US) {
      quickestBeforeUs = windowStartUs == NEVER ? offsetUs : quickestUs;
      quickestUs = offsetUs;
      windowStartUs = nowUs;
    }
    quickestUs = Math.min(quickestUs, offsetUs);
    delaysUs[(int) (delays++ % DELAYS)] = offsetUs;
  }

  private double medianDelayMs() {
    int held = (int) Math.min(delays, DELAYS);
    if (held == 0) {
      return -1;
    }
    long[] sorted = Arrays.copyOf(delaysUs, held);
    Arrays.sort(sorted);
    return Math.max(0, sorted[held / 2] - Math.min(quickestUs, quickestBeforeUs)) / 1000.0;
  }

  private void advance(long nowUs) {
    long bucket = Math.floorDiv(nowUs, BUCKET_US);
    if (newestBucket == NEVER || bucket - newestBucket >= BUCKETS) {
      Arrays.fill(perBucket, 0);
      newestBucket = bucket;
    }
    while (newestBucket < bucket) {
      newestBucket++;
      perBucket[(int) Math.floorMod(newestBucket, (long) BUCKETS)] = 0;
    }
  }
}
