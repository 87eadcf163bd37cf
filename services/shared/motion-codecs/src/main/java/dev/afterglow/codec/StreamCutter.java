package dev.afterglow.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts a byte stream into the frames that a text ends. Holds at most one frame; a longer one is
 * dropped up to the text that ends it, and counted.
 */
public final class StreamCutter {
  private final byte[] ending;
  private final byte[] held;
  private int length;
  private boolean dropping;
  private long dropped;

  /**
   * A cutter at the start of a stream.
   *
   * @param ending the ASCII text after each frame
   * @param longestBytes the longest frame, its ending included
   */
  public StreamCutter(String ending, int longestBytes) {
    this.ending = ending.getBytes(StandardCharsets.US_ASCII);
    if (this.ending.length == 0 || longestBytes <= this.ending.length) {
      throw new IllegalArgumentException("a frame is longer than its ending");
    }
    this.held = new byte[longestBytes];
  }

  /**
   * Takes the next bytes of the stream.
   *
   * @param frames takes each frame without its ending; the buffer is good during the call only
   */
  public void feed(ByteBuffer chunk, Consumer<ByteBuffer> frames) {
    while (chunk.hasRemaining()) {
      if (length == held.length) {
        makeRoom();
      }
      held[length++] = chunk.get();
      if (ended()) {
        finish(frames);
      }
    }
  }

  /** How many frames were too long. */
  public long dropped() {
    return dropped;
  }

  private void finish(Consumer<ByteBuffer> frames) {
    int frame = length - ending.length;
    length = 0;
    if (dropping) {
      dropping = false;
    } else if (frame > 0) {
      frames.accept(ByteBuffer.wrap(held, 0, frame).slice());
    }
  }

  /** Keeps only what may be the beginning of an ending. */
  private void makeRoom() {
    if (!dropping) {
      dropping = true;
      dropped++;
    }
    int keep = ending.length - 1;
    System.arraycopy(held, length - keep, held, 0, keep);
    length = keep;
  }

  private boolean ended() {
    if (length < ending.length) {
      return false;
    }
    for (int i = 0; i < ending.length; i++) {
      if (held[length - ending.length + i] != ending[i]) {
        return false;
      }
    }
    return true;
  }
}
