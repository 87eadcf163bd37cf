package dev.afterglow.standalone.bench.capture;

/**
 * Looks for the most drives that are held: doubles until one stretch fails twice in a row, then
 * halves the distance until it is a tenth.
 */
final class MostDrives {
  private final int most;
  private int held;
  private int failed = Integer.MAX_VALUE;
  private int next;
  private int misses;

  MostDrives(int first, int most) {
    this.next = Math.min(first, most);
    this.most = most;
  }

  /** How many to try next; 0 when done. */
  int next() {
    return next;
  }

  /** The most that were held so far. */
  int held() {
    return held;
  }

  void tried(boolean isHeld) {
    if (!isHeld && ++misses < 2) {
      return;
    }
    misses = 0;
    if (isHeld) {
      held = next;
    } else {
      failed = next;
    }
    next = choose();
  }

  private int choose() {
    if (failed == Integer.MAX_VALUE) {
      return held >= most ? 0 : Math.min(2 * held, most);
    }
    int between = (held + failed) / 2;
    return failed - held <= Math.max(5, failed / 10) ? 0 : between;
  }
}
