package dev.afterglow.commerce.room;

/** Bytes that are no snapshot of this version. */
public final class BrokenSnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenSnapshotException(String why) {
    super("the snapshot " + why);
  }
}
