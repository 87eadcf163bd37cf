package dev.afterglow.platform.parsing;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A message on its way out, put into its target by one write.
 *
 * <p>Vert.x (4.5.25: {@code BridgeMessageEncoder}) collects a message in an array that grows, and
 * protobuf writes one in pieces, through a buffer that is made for it. Here it is put together in
 * an array that the thread keeps, so that the target's grows once.
 */
final class WrittenAtOnce extends FilterInputStream implements Drainable, KnownLength {
  /** What a thread keeps for it, bytes; a larger message goes out in pieces. */
  static final int MOST_BYTES = 8_192;

  private static final ThreadLocal<byte[]> KEPT =
      ThreadLocal.withInitial(() -> new byte[MOST_BYTES]);

  private final MessageLite message;

  /**
   * A message that nothing was read of.
   *
   * @param stream the same message, for who reads and does not drain
   */
  WrittenAtOnce(MessageLite message, InputStream stream) {
    super(stream);
    this.message = message;
  }

  @Override
  public int drainTo(OutputStream target) throws IOException {
    int size = message.getSerializedSize();
    // A virtual thread lives for one call: to keep an array for it would cost more than it saves.
    if (size > MOST_BYTES || Thread.currentThread().isVirtual()) {
      message.writeTo(target);
      return size;
    }
    byte[] kept = KEPT.get();
    CodedOutputStream whole = CodedOutputStream.newInstance(kept, 0, size);
    message.writeTo(whole);
    whole.checkNoSpaceLeft();
    target.write(kept, 0, size);
    return size;
  }
}
