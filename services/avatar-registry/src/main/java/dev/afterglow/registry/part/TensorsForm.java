package dev.afterglow.registry.part;

import dev.afterglow.avatar.CanonicalDoubt;
import dev.afterglow.avatar.CanonicalJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One byte form for one safetensors file: its header as {@link CanonicalJson} has it, padded with
 * spaces so that the tensors begin at a multiple of 8 bytes, as the format's own writer does; then
 * the tensors, of which none is moved. The form of the form is itself.
 */
final class TensorsForm {
  private static final int LENGTH_BYTES = 8;
  private static final int ALIGNMENT = 8;

  private TensorsForm() {}

  /**
   * Writes the form of a file.
   *
   * @param accepted a file in which {@link Tensors#fault} found none
   * @param out where it is written, over what is there
   * @return why the file has no such form; empty where it was written
   */
  static Optional<CanonicalDoubt> write(Path accepted, Path out) throws IOException {
    try (FileChannel in = FileChannel.open(accepted, StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                out,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      int length = Math.toIntExact(read(in, LENGTH_BYTES).getLong());
      byte[] header = CanonicalJson.of(read(in, length).array());
      int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      ByteBuffer head = ByteBuffer.allocate(LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
      head.putLong(padded).put(header);
      while (head.hasRemaining()) {
        head.put((byte) ' ');
      }
      head.flip();
      while (head.hasRemaining()) {
        to.write(head);
      }
      for (long at = in.position(); at < in.size(); ) {
        at += in.transferTo(at, in.size() - at, to);
      }
      to.force(true);
    } catch (CanonicalJson.Doubtful e) {
      return Optional.of(e.doubt());
    }
    return Tensors.fault(out).isEmpty()
        ? Optional.empty()
        : Optional.of(CanonicalDoubt.FACTS_DIFFER);
  }

  private static ByteBuffer read(FileChannel in, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new IOException("the file shrank");
      }
    }
    return buffer.flip();
  }
}
