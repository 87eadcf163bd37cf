package dev.afterglow.capture.liveness.repeat;

import java.util.List;

/**
 * Where the instances of the service show each other how their drives move. Every method may wait
 * for the store, and throws an {@link dev.afterglow.platform.error.AfterglowException} of kind
 * UNAVAILABLE when it does not answer.
 */
public interface TrackBoard {
  /** A board that nobody else reads: for one instance alone. */
  TrackBoard NOBODY =
      new TrackBoard() {
        @Override
        public void post(byte[] posting) {
          // Nobody reads it.
        }

        @Override
        public Read read(String after) {
          return new Read(List.of(), after);
        }
      };

  /** The place before all that is kept. */
  String START = "";

  /**
   * What was read.
   *
   * @param postings in the order in which they came, one's own among them
   * @param last where to read on
   */
  record Read(List<byte[]> postings, String last) {}

  /**
   * Shows something, for as long as a track is.
   *
   * @param posting at most 64 kB
   */
  void post(byte[] posting);

  /**
   * What was shown after a place.
   *
   * @param after where an earlier read ended, or {@link #START}
   */
  Read read(String after);
}
