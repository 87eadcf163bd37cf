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

  /**
   * What an avatar is made of beside its file; a shelf of files alone says nothing. A lease that is
   * for parts which are not named here shows nothing.
   *
   * @throws SealBroken when nobody answers
   */
  default MadeOf madeOf(String avatarId) throws SealBroken {
    return MadeOf.NOTHING;
  }

  /**
   * Fetches an approved part, checked as a file is.
   *
   * @throws SealBroken when bytes, digest and signature do not agree, and for a part that is not
   *     approved
   */
  default byte[] fetchPart(MadeOf.Placed part) throws SealBroken {
    throw new SealBroken("there are no parts here");
  }

  /** The bytes are not what the registry sealed. */
  final class SealBroken extends Exception {
    private static final long serialVersionUID = 1L;

    public SealBroken(String message) {
      super(message);
    }
  }
}
