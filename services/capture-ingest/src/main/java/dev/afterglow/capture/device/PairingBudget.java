package dev.afterglow.capture.device;

import dev.afterglow.platform.error.AfterglowException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Bounds how many pairings of one address may be refused within a minute, so that who guesses at
 * codes keeps nobody else from pairing. Beside it the registry bounds what all addresses are
 * refused together: an attacker with many addresses still gets no further than that.
 *
 * <p>An attempt takes its place before it is made, so that many at once are no way around, and
 * gives it back unless it was refused. Safe for many threads.
 */
public final class PairingBudget {
  /** How long a refusal counts: one window an address, begun by its first attempt. */
  public static final Duration WINDOW = Duration.ofMinutes(1);

  /**
   * Addresses at a time; the one whose window is oldest gives way. Those that were refused are
   * fewer, since the registry refuses three hundred a minute and then everybody.
   */
  static final int MOST_ADDRESSES = 4_096;

  private static final String REFUSED = "PAIRING_REFUSED";

  private final int limit;
  private final LongSupplier nanos;
  private final Map<String, Window> windows = new LinkedHashMap<>();

  private static final class Window {
    private final long begunNanos;
    private int taken;

    private Window(long begunNanos) {
      this.begunNanos = begunNanos;
    }
  }

  /**
   * Nothing refused yet.
   *
   * @param limit refusals of one address within {@link #WINDOW}, 1 and up
   * @param nanos a monotonic clock
   */
  public PairingBudget(int limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
  }

  /**
   * Tries to pair.
   *
   * @param address who tries, as {@link CallerAddress} gives it
   * @throws AfterglowException EXHAUSTED with reason TOO_MANY_PAIRING_ATTEMPTS, or whatever the
   *     pairing throws
   */
  public <T> T attempt(String address, Supplier<T> pairing) {
    Window window = take(address);
    boolean refused = false;
    try {
      return pairing.get();
    } catch (AfterglowException e) {
      refused = e.reason().equals(REFUSED);
      throw e;
    } finally {
      if (!refused) {
        giveBack(window);
      }
    }
  }

  private synchronized Window take(String address) {
    long now = nanos.getAsLong();
    forget(now);
    Window window = windows.computeIfAbsent(address, _ -> new Window(now));
    if (window.taken >= limit) {
      throw DeviceRefusals.tooManyPairingAttempts();
    }
    window.taken++;
    return window;
  }

  /** Drops the windows that are over, and the oldest where there is no room; oldest come first. */
  private void forget(long now) {
    Iterator<Window> oldest = windows.values().iterator();
    while (oldest.hasNext()) {
      boolean over = now - oldest.next().begunNanos >= WINDOW.toNanos();
      if (!over && windows.size() < MOST_ADDRESSES) {
        return;
      }
      oldest.remove();
    }
  }

  private synchronized void giveBack(Window window) {
    window.taken--;
  }
}
