package dev.afterglow.commerce.viewer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Port to where viewers' keys are kept. */
public interface ViewerKeys {
  /** They cannot be read or written now. */
  final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The key of each viewer, made and kept where there is none. */
  Map<ViewerIndex, byte[]> keys(Collection<ViewerIndex> viewers) throws UnavailableException;

  /**
   * Deletes a viewer's key, notes whose facts are nobody's any more, and keeps the receipt, all or
   * nothing. A request that was carried out gives its receipt again and deletes nothing.
   *
   * @param mark of the viewer's key, under what they are noted
   * @param receipt kept where the request is new
   * @return the receipt that is kept
   */
  String erase(
      UUID requestId, ViewerIndex viewer, Function<byte[], String> mark, Instant at, String receipt)
      throws UnavailableException;

  /**
   * Erased viewers after a place.
   *
   * @param place the place of the last one known, 0 at first
   */
  List<Erased> erased(long place) throws UnavailableException;

  /**
   * An erased viewer.
   *
   * @param place counts up
   * @param mark hex SHA-256 of what they are called in facts
   */
  record Erased(long place, String mark) {}
}
