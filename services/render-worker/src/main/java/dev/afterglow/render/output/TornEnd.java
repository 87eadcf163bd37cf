package dev.afterglow.render.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The torn end of a fragmented MP4 file whose disk took no more. Its top level is a row of boxes
 * (ISO/IEC 14496-12, 4.2): 32 bits of size, four letters, and 64 bits of size where the first says
 * 1. A player that meets half a fragment may give up the whole file; cut off, it plays to the end.
 */
final class TornEnd {
  private static final int HEAD_BYTES = 16;
  private static final int LONG_SIZE = 1;

  private TornEnd() {}

  /**
   * Cuts the file after its last whole fragment, or after its head where there is none. A file that
   * has no whole head is left as it is: nothing of it can be played.
   *
   * @return the bytes that were cut off
   * @throws IOException when the file is gone or cannot be cut
   */
  static long cut(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size();
      long whole = wholeBytes(channel);
      if (whole == 0 || whole == size) {
        return 0;
      }
      channel.truncate(whole);
      channel.force(true);
      return size - whole;
    }
  }

  private static long wholeBytes(FileChannel channel) throws IOException {
    long whole = 0;
    long at = 0;
    while (at < channel.size()) {
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
      while (head.hasRemaining() && channel.read(head, at + head.position()) >= 0) {}
      if (head.position() < Long.BYTES) {
        return whole;
      }
      long length = length(head);
      if (length < Long.BYTES || length > channel.size() - at) {
        return whole;
      }
      at += length;
      if (endsWhole(new String(head.array(), Integer.BYTES, 4, StandardCharsets.US_ASCII))) {
        whole = at;
      }
    }
    return whole;
  }

  private static long length(ByteBuffer head) {
    long length = Integer.toUnsignedLong(head.getInt(0));
    return length == LONG_SIZE && head.position() == HEAD_BYTES ? head.getLong(Long.BYTES) : length;
  }

  /** The head ends with its movie box, a fragment with its data, a closed file with its index. */
  private static boolean endsWhole(String box) {
    return box.equals("moov") || box.equals("mdat") || box.equals("mfra");
  }
}
