package dev.afterglow.standalone.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A recording as it lies on the disk: fragmented MP4, whose top level is a row of boxes (ISO/IEC
 * 14496-12, 4.2). The random-access index {@code mfra} is written last, so a file that ends with it
 * was closed in order; one that does not still plays up to its last whole fragment.
 */
final class RecordingFile {
  private static final int HEAD_BYTES = 16;

  private RecordingFile() {}

  /** Whether the file is a row of whole boxes and the index is the last of them. */
  static boolean isClosed(Path file) {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      String last = "";
      long at = 0;
      while (at < channel.size()) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        channel.position(at);
        while (head.hasRemaining() && channel.read(head) >= 0) {}
        if (head.position() < Long.BYTES) {
          return false;
        }
        last = new String(head.array(), Integer.BYTES, Integer.BYTES, StandardCharsets.US_ASCII);
        long size = Integer.toUnsignedLong(head.getInt(0));
        long whole = size == 1 ? head.getLong(Long.BYTES) : size;
        if (whole < Long.BYTES || whole > channel.size() - at) {
          return false;
        }
        at += whole;
      }
      return last.equals("mfra");
    } catch (IOException gone) {
      return false;
    }
  }
}
