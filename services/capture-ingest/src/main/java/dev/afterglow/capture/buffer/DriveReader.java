package dev.afterglow.capture.buffer;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Reads a ring from a place on. A reader that is more than half a second of motion behind skips to
 * newer motion; voice it loses only when it is so slow that the voice has left the ring. Either way
 * the next piece that it gets is a {@link Piece.Gap} that says how much is missing. For one thread.
 */
public final class DriveReader {
  private final DriveRing ring;
  private final ArrayDeque<Piece> ahead = new ArrayDeque<>();
  private Cursor place;
  private long skippedMotion;
  private long skippedVoiceUs;

  /**
   * A piece with the cursor by which a reader goes on after it.
   *
   * @param piece what to read
   * @param next the place after it
   */
  public record Read(Piece piece, Cursor next) {}

  private DriveReader(DriveRing ring, Cursor place) {
    this.ring = ring;
    this.place = place;
    ahead.addAll(ring.opening());
  }

  /** Reads what comes from now on. */
  public static DriveReader fromNow(DriveRing ring) {
    return new DriveReader(ring, ring.head());
  }

  /**
   * Goes on after a cursor. One of another ring, or one that is ahead of this ring, is as good as
   * none: then it reads from now on.
   */
  public static DriveReader after(DriveRing ring, Cursor cursor) {
    Cursor head = ring.head();
    boolean known = cursor.ring() == head.ring() && cursor.index() <= head.index();
    return new DriveReader(ring, known ? cursor : head);
  }

  /** Whether {@link #next} would give a piece; takes no lock. */
  public boolean ready() {
    return !ahead.isEmpty() || ring.holdsBeyond(place.index());
  }

  /** The next piece, or empty until there is one. */
  public Optional<Read> next() {
    if (!ahead.isEmpty()) {
      return Optional.of(new Read(ahead.removeFirst(), place));
    }
    Optional<Piece> piece;
    synchronized (ring) {
      catchUp();
      skipOldMotion();
      piece = ring.at(place.index());
    }
    if (skippedMotion > 0 || skippedVoiceUs > 0) {
      Piece gap = new Piece.Gap(skippedMotion, skippedVoiceUs);
      skippedMotion = 0;
      skippedVoiceUs = 0;
      return Optional.of(new Read(gap, place));
    }
    return piece.map(this::advance);
  }

  private Read advance(Piece piece) {
    place = place.after(piece);
    return new Read(piece, place);
  }

  /** Jumps over what has left the ring. */
  private void catchUp() {
    if (place.index() < ring.oldest()) {
      Cursor tail = ring.tail();
      skippedMotion += Math.max(0, tail.motion() - place.motion());
      skippedVoiceUs += Math.max(0, tail.voiceUs() - place.voiceUs());
      place = tail;
      ahead.addAll(ring.opening());
    }
  }

  /** Nothing is missing where a bridging sample is left out: such motion is not counted. */
  private void skipOldMotion() {
    Cursor newer = ring.beyondOldMotion(place);
    skippedMotion += newer.motion() - place.motion();
    place = newer;
  }
}
