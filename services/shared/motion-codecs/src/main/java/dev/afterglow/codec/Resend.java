package dev.afterglow.codec;

/**
 * When to send a request again that goes over UDP and so may get lost: a few times at once, then at
 * an interval. For one thread at a time.
 */
public final class Resend {
  private static final long BURST_GAP_US = 50_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final int burst;
  private final long everyUs;
  private final boolean whileHeard;
  private int sent;
  private long sentUs = NEVER;
  private long heardUs = NEVER;

  /**
   * A plan of which nothing has been sent.
   *
   * @param burst how many times at first, 50 ms apart
   * @param everyUs the interval after that, microseconds
   * @param whileHeard whether the request lapses and so must be repeated while answers come; else
   *     it rests until they have failed to come for one interval
   */
  public Resend(int burst, long everyUs, boolean whileHeard) {
    if (burst < 1 || everyUs < BURST_GAP_US) {
      throw new IllegalArgumentException("a request is sent once or more, not above 20 a second");
    }
    this.burst = burst;
    this.everyUs = everyUs;
    this.whileHeard = whileHeard;
  }

  /** Whether to send the request now; if so, it counts as sent. */
  public boolean due(long nowUs) {
    boolean due = sentUs == NEVER || (nowUs - sentUs >= gapUs() && (whileHeard || silent(nowUs)));
    if (due) {
      sentUs = nowUs;
      sent = Math.min(sent + 1, burst);
    }
    return due;
  }

  /** Notes an answer. */
  public void heard(long nowUs) {
    heardUs = nowUs;
    sent = burst;
  }

  private long gapUs() {
    return sent < burst ? BURST_GAP_US : everyUs;
  }

  private boolean silent(long nowUs) {
    return heardUs == NEVER || nowUs - heardUs >= everyUs;
  }
}
