package dev.afterglow.registry.identity.review;

import java.time.Instant;
import java.util.Optional;

/**
 * Where reviews are kept, as the adapter sees it. Calls block, and are of the tenant whose call is
 * being answered.
 */
public interface ReviewFile {

  /** Nobody answers now; what was asked for may or may not have happened. */
  final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public Unreachable(Throwable cause) {
      super("reviews cannot be reached", cause);
    }
  }

  /**
   * Opens a review, of nobody yet.
   *
   * @param fingerprint what equal documents share and only this registry can compute
   */
  void open(ReviewCase about, byte[] fingerprint);

  /** How many reviews of a document were filed since a time. */
  long filedSince(byte[] fingerprint, Instant since);

  /** The review as it is at a time; empty where there is none. */
  Optional<IdentityReview> find(String reviewId, Instant now);

  /** Deletes a review; one that is being deleted elsewhere is left to whoever does it. */
  void forget(String reviewId);
}
