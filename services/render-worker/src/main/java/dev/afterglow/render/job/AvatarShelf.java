package dev.afterglow.render.job;

/** Where avatar files come from. */
public interface AvatarShelf {
  /**
   * Fetches a file whose digest and signature were checked before anything else looked at it.
   *
   * @param sha256 the digest, in hex, that the lease allows
   * @throws SealBroken when bytes, digest, signature and lease do not agree
   */
  byte[] fetch(String avatarId, String sha256) throws SealBroken;

  /** The bytes are not what the registry sealed. */
  final class SealBroken extends Exception {
    private static final long serialVersionUID = 1L;

    public SealBroken(String message) {
      super(message);
    }
  }
}
