package dev.afterglow.capture.browser;

/**
 * How much one connection may still send: two buckets, of messages and of bytes, each filled at its
 * rate and holding at most two seconds of it, so that a page may send at once what it could not
 * send while its connection hung. For one thread.
 */
final class Allowance {
  private static final double HELD_S = 2;

  private final double messagesPerS;
  private final double bytesPerS;
  private double messages;
  private double bytes;
  private long filledUs;

  /**
   * Full buckets.
   *
   * @param nowUs any clock, microseconds, as in {@link #take}
   */
  Allowance(int messagesPerS, int bytesPerS, long nowUs) {
    this.messagesPerS = messagesPerS;
    this.bytesPerS = bytesPerS;
    this.messages = messagesPerS * HELD_S;
    this.bytes = bytesPerS * HELD_S;
    this.filledUs = nowUs;
  }

  /** Takes a message of that size, or says that it is too much. */
  boolean take(int size, long nowUs) {
    double passedS = Math.max(0, nowUs - filledUs) / 1e6;
    filledUs = nowUs;
    messages = Math.min(messagesPerS * HELD_S, messages + messagesPerS * passedS);
    bytes = Math.min(bytesPerS * HELD_S, bytes + bytesPerS * passedS);
    if (messages < 1 || bytes < size) {
      return false;
    }
    messages -= 1;
    bytes -= size;
    return true;
  }
}
