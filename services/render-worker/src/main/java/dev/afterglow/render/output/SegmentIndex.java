package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/**
 * The closed segments of a recording. The recording is one growing file of fragmented MP4; a
 * segment of it is a row of whole fragments that begins with a key frame. It is closed once its
 * bytes are on the disk and the index names them. The index stands beside the file: an HLS playlist
 * of byte ranges (RFC 8216, 4.3.2.2), replaced in one step, so that whoever reads it after a crash
 * finds closed segments and nothing else. Changed by one thread, read by any.
 */
final class SegmentIndex implements AutoCloseable {
  private static final long SECOND_US = 1_000_000;

  private final Path file;
  private final Path index;
  private final Path folder;
  private final long lengthUs;
  private final FileChannel bytes;
  private final StringBuilder entries = new StringBuilder();
  private final long headBytes;
  private long targetS;
  private boolean begun;
  private long beganUs;
  private long endUs;
  private volatile RecordedSoFar closed = RecordedSoFar.NOTHING;

  /**
   * Begins the index of a file whose head has been written.
   *
   * @param length of a segment; it is closed at the first key frame after that
   * @throws IOException when the file cannot be opened
   */
  SegmentIndex(Path file, Duration length) throws IOException {
    this.file = file;
    this.index = indexOf(file);
    this.folder = file.resolveSibling(".");
    this.lengthUs = length.toNanos() / 1_000;
    this.targetS = lengthUs / SECOND_US + 1;
    this.bytes = FileChannel.open(file, StandardOpenOption.WRITE);
    this.headBytes = bytes.size();
  }

  /** Where the index of a recording stands. */
  static Path indexOf(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".m3u8");
  }

  /** What is closed. */
  RecordedSoFar closed() {
    return closed;
  }

  /** Whether there is anything to close. */
  boolean begun() {
    return begun;
  }

  /** Whether the segment ends before this packet. */
  boolean endsBefore(Packet packet) {
    return begun && isKey(packet) && packet.ptsUs() - beganUs >= lengthUs;
  }

  /** A packet that was written. */
  void wrote(Packet packet) {
    if (!begun && isKey(packet)) {
      begun = true;
      beganUs = packet.ptsUs();
    }
    if (begun && packet.track() == Track.VIDEO) {
      long durationUs = packet.durationTicks() * SECOND_US / packet.track().ticksPerSecond();
      endUs = packet.ptsUs() + durationUs;
    }
  }

  /**
   * Closes the segment that ends before this packet; every fragment of it has been written.
   *
   * @throws IOException when the disk does not take it; what was closed before stays closed
   */
  void close(Packet next) throws IOException {
    close(next.ptsUs(), false);
    beganUs = next.ptsUs();
  }

  /**
   * Closes the last segment, and the file with it.
   *
   * @throws IOException as above
   */
  void end() throws IOException {
    close(endUs, true);
  }

  private void close(long untilUs, boolean last) throws IOException {
    bytes.force(true);
    long from = headBytes + closed.bytes();
    long size = bytes.size() - from;
    long durationUs = untilUs - beganUs;
    entries.append(String.format(Locale.ROOT, "#EXTINF:%.5f,\n", durationUs / 1e6));
    entries.append("#EXT-X-BYTERANGE:").append(size).append('@').append(from).append('\n');
    entries.append(file.getFileName()).append('\n');
    targetS = Math.max(targetS, Math.ceilDiv(durationUs, SECOND_US));
    replace(text(last));
    closed =
        new RecordedSoFar(
            closed.segments() + 1, closed.bytes() + size, closed.durationUs() + durationUs);
  }

  private String text(boolean last) {
    return "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:"
        + targetS
        + "\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MEDIA-SEQUENCE:0\n"
        + "#EXT-X-MAP:URI=\""
        + file.getFileName()
        + "\",BYTERANGE=\""
        + headBytes
        + "@0\"\n"
        + entries
        + (last ? "#EXT-X-ENDLIST\n" : "");
  }

  private void replace(String text) throws IOException {
    Path next = index.resolveSibling(index.getFileName() + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(next, index, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private static boolean isKey(Packet packet) {
    return packet.track() == Track.VIDEO && packet.key();
  }
}
