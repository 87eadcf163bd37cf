package dev.afterglow.studio.preview;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What waits for one viewer, bounded in bytes. When a piece does not fit any more the viewer is too
 * slow: all waiting fragments are shed and nothing is taken until the next key frame, so that the
 * picture jumps instead of falling ever further behind. The initialisation segment is never shed.
 *
 * <p>Safe for one thread that offers and one that takes.
 */
final class PreviewQueue {

  private final int maxBytes;
  private final Deque<PreviewPiece> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean skipping;

  PreviewQueue(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds a piece; returns how many pieces were shed for it, this one included. */
  synchronized int offer(PreviewPiece piece) {
    if (piece.initialisation()) {
      add(piece);
      return 0;
    }
    if (skipping && !piece.keyFrame()) {
      return 1;
    }
    int shed = 0;
    if (bytes + piece.mp4().length > maxBytes) {
      shed = shedFragments();
      skipping = true;
      if (!piece.keyFrame()) {
        return shed + 1;
      }
    }
    skipping = false;
    add(piece);
    return shed;
  }

  /** Takes the next piece, if one waits. */
  synchronized Optional<PreviewPiece> poll() {
    PreviewPiece piece = waiting.poll();
    if (piece == null) {
      return Optional.empty();
    }
    bytes -= piece.mp4().length;
    return Optional.of(piece);
  }

  /** How many bytes wait. */
  synchronized int waitingBytes() {
    return bytes;
  }

  private void add(PreviewPiece piece) {
    waiting.add(piece);
    bytes += piece.mp4().length;
  }

  private int shedFragments() {
    int before = waiting.size();
    waiting.removeIf(it -> !it.initialisation());
    bytes = waiting.stream().mapToInt(it -> it.mp4().length).sum();
    return before - waiting.size();
  }
}
