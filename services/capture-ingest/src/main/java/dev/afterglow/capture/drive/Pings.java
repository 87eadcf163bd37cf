package dev.afterglow.capture.drive;

import java.util.ArrayDeque;

/**
 * When to ask a device for its clock: five times in the first quarter of a second, so that the
 * timeline stands on more than one reading, then once a second. For one thread.
 */
final class Pings {
  private static final int QUICK = 5;
  private static final long QUICK_US = 50_000;
  private static final long STEADY_US = 1_000_000;
  private static final int MOST_OUT = 8;

  private record Out(long id, long sentUs) {}

  private final ArrayDeque<Out> out = new ArrayDeque<>();
  private long sent;
  private long nextUs = Long.MIN_VALUE;

  /** The id of the ping to send now, or 0 for none. */
  long due(long nowUs) {
    if (nowUs < nextUs) {
      return 0;
    }
    sent++;
    nextUs = nowUs + (sent < QUICK ? QUICK_US : STEADY_US);
    out.addLast(new Out(sent, nowUs));
    if (out.size() > MOST_OUT) {
      out.removeFirst();
    }
    return sent;
  }

  /** When a ping was sent that is answered now, or -1 for one that is not awaited. */
  long answered(long id) {
    for (Out ping : out) {
      if (ping.id() == id) {
        out.remove(ping);
        return ping.sentUs();
      }
    }
    return -1;
  }
}
