package dev.afterglow.commerce.show;

import java.time.Instant;
import java.util.Map;

/** Port to where a shop's past shows are kept. */
public interface ShopShows {
  /** They cannot be read or written now. */
  final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Keeps a show that is over, in place of what was kept of it from fewer facts. */
  void keep(FinishedShow show) throws UnavailableException;

  /** The facts that each kept show rests on, by room. */
  Map<String, Long> kept() throws UnavailableException;

  /** The newest {@link PastShows#MOST} shows of a shop that opened before an instant. */
  PastShows past(String shopId, Instant before) throws UnavailableException;
}
