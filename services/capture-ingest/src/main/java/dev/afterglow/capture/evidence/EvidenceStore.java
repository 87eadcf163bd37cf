package dev.afterglow.capture.evidence;

import java.util.List;

/**
 * Windows that wait for the log, beyond a restart of this service, in the order in which they came.
 *
 * <p>Every method throws {@link dev.afterglow.platform.error.AfterglowException} UNAVAILABLE where
 * the store does not answer.
 */
public interface EvidenceStore {
  /** Puts windows at the end; how many wait then. */
  long add(List<byte[]> windows);

  /** The oldest, which stay. */
  List<byte[]> oldest(int most);

  /** Takes one out. */
  void remove(byte[] window);

  /** Throws away the oldest that are more than may wait. */
  void keepNewest(long most);
}
