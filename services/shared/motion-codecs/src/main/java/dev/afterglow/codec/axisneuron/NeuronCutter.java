package dev.afterglow.codec.axisneuron;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts Axis Neuron's TCP stream into datagrams for the decoder. Holds at most one frame. What is no
 * frame is passed over up to the next header, so a stream that was joined in the middle or damaged
 * comes right with the next frame.
 */
public final class NeuronCutter {
  private static final int LONGEST_BYTES =
      BvhHeader.BYTES + NeuronBones.floats(true, true) * Float.BYTES;

  private final ByteBuffer held = ByteBuffer.allocate(LONGEST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private int wanted = BvhHeader.BYTES;
  private long passedOver;

  /** A cutter at the start of a stream. */
  public NeuronCutter() {}

  /**
   * Takes the next bytes of the stream.
   *
   * @param frames takes each frame; the buffer is good during the call only
   */
  public void feed(ByteBuffer chunk, Consumer<ByteBuffer> frames) {
    while (chunk.hasRemaining()) {
      held.put(chunk.get());
      if (held.position() == wanted) {
        arrive(frames);
      }
    }
  }

  /** How many bytes belonged to no frame. */
  public long passedOver() {
    return passedOver;
  }

  private void arrive(Consumer<ByteBuffer> frames) {
    if (wanted > BvhHeader.BYTES) {
      frames.accept(held.duplicate().flip().slice());
      held.clear();
      wanted = BvhHeader.BYTES;
      return;
    }
    @Nullable BvhHeader header = BvhHeader.read(held, 0);
    if (header != null) {
      wanted = BvhHeader.BYTES + header.floats() * Float.BYTES;
    } else {
      seek();
    }
  }

  /** Moves on to the next place where a header may begin. */
  private void seek() {
    int at = 1;
    int end = held.position();
    while (at < end - 1 && !BvhHeader.begins(held, at)) {
      at++;
    }
    passedOver += at;
    held.limit(end).position(at);
    held.compact();
  }
}
