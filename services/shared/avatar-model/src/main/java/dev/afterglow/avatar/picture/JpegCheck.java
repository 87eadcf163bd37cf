package dev.afterglow.avatar.picture;

import dev.afterglow.avatar.picture.JpegFrame.Component;
import dev.afterglow.avatar.picture.JpegScan.Band;
import dev.afterglow.avatar.picture.JpegScan.Part;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG from its first marker to its last: sequential or progressive, of Huffman codes and 8 bits,
 * grey or of three colours. By ITU-T T.81, annex B. Other kinds are refused, as are tables that a
 * scan needs and that are not there.
 */
final class JpegCheck {
  private static final int MOST_SCANS = 64;
  private static final int LAST = 63;
  private static final int MOST_SHIFT = 13;
  private static final int LONGEST_VALUE = 15;
  private static final int MOST_BLOCKS_A_UNIT = 10;

  private final ByteBuffer bytes;
  private final @Nullable HuffmanTable[] direct = new @Nullable HuffmanTable[4];
  private final @Nullable HuffmanTable[] alternating = new @Nullable HuffmanTable[4];
  private @Nullable JpegFrame frame;
  private int interval;
  private int scans;
  private long blocks;

  JpegCheck(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.BIG_ENDIAN);
  }

  /** How many blocks were gone through so far, over all scans. */
  long blocks() {
    return blocks;
  }

  void run() throws PictureFault {
    int at = 2;
    while (true) {
      at = marker(at);
      int kind = at(at + 1);
      if (kind == 0xD9) {
        end();
        return;
      }
      int end = segmentEnd(at);
      at = segment(kind, at + 4, end);
    }
  }

  /** Behind bytes that only fill, to a marker's first byte. */
  private int marker(int from) throws PictureFault {
    int at = from;
    while (at + 2 <= bytes.limit() && at(at) == 0xFF && at(at + 1) == 0xFF) {
      at++;
    }
    if (at + 2 > bytes.limit()) {
      throw new PictureFault("it is cut off");
    }
    if (at(at) != 0xFF) {
      throw new PictureFault("its parts do not follow each other");
    }
    return at;
  }

  private int segmentEnd(int at) throws PictureFault {
    if (at + 4 > bytes.limit()) {
      throw new PictureFault("it is cut off");
    }
    int end = at + 2 + Short.toUnsignedInt(bytes.getShort(at + 2));
    if (end < at + 4 || end > bytes.limit()) {
      throw new PictureFault("it is cut off");
    }
    return end;
  }

  /** Reads a segment; gives where the next marker is. */
  private int segment(int kind, int at, int end) throws PictureFault {
    switch (kind) {
      case 0xC0, 0xC1, 0xC2 -> {
        if (frame != null) {
          throw new PictureFault("it has two sizes");
        }
        frame = new JpegFrame(bytes, at, end, kind == 0xC2);
      }
      case 0xC4 -> tables(at, end);
      case 0xDA -> {
        return scan(at, end);
      }
      case 0xDB -> quantisers(at, end);
      case 0xDD -> {
        if (end - at != 2) {
          throw new PictureFault("its restarts cannot be");
        }
        interval = Short.toUnsignedInt(bytes.getShort(at));
      }
      default -> {
        // Applications' own and comments.
        if (kind < 0xE0 || kind == 0xFF) {
          throw new PictureFault("it is coded in another way");
        }
      }
    }
    return end;
  }

  private void tables(int from, int end) throws PictureFault {
    int at = from;
    while (at < end) {
      int kind = at(at) >>> 4;
      int place = at(at) & 15;
      if (kind > 1 || place > 3) {
        throw new PictureFault("a code table cannot be");
      }
      HuffmanTable table = new HuffmanTable(bytes, at + 1, end);
      (kind == 0 ? direct : alternating)[place] = table;
      at += 1 + table.bytes();
    }
  }

  private void quantisers(int from, int end) throws PictureFault {
    int at = from;
    while (at < end) {
      int kind = at(at) >>> 4;
      if (kind > 1 || (at(at) & 15) > 3) {
        throw new PictureFault("a table of steps cannot be");
      }
      at += 1 + 64 * (kind + 1);
    }
    if (at != end) {
      throw new PictureFault("a table of steps is cut off");
    }
  }

  private int scan(int at, int end) throws PictureFault {
    JpegFrame known = frame;
    int count = end > at ? at(at) : 0;
    if (known == null
        || count < 1
        || count > known.components.length
        || end - at != 4 + 2 * count) {
      throw new PictureFault("a scan cannot be");
    }
    if (++scans > MOST_SCANS) {
      throw new PictureFault("it has too many scans");
    }
    int shifts = at(at + 3 + 2 * count);
    Band band = new Band(at(at + 1 + 2 * count), at(at + 2 + 2 * count), shifts >>> 4 > 0);
    check(known, band, count, shifts);
    Part[] parts = new Part[count];
    int blocksAUnit = 0;
    for (int i = 0; i < count; i++) {
      parts[i] = part(known, band, at + 1 + 2 * i);
      blocksAUnit += parts[i].component().across * parts[i].component().down;
      for (int j = 0; j < i; j++) {
        if (parts[j].component() == parts[i].component()) {
          throw new PictureFault("a colour is in a scan twice");
        }
      }
    }
    if (count > 1 && blocksAUnit > MOST_BLOCKS_A_UNIT) {
      throw new PictureFault("a colour is sampled in no known way");
    }
    EntropyBits bits = new EntropyBits(bytes, end);
    JpegScan scan = new JpegScan(known, parts, band, bits);
    try {
      scan.run(interval);
    } finally {
      blocks += scan.blocks();
    }
    return bits.end();
  }

  private static void check(JpegFrame frame, Band band, int count, int shifts) throws PictureFault {
    boolean sound =
        frame.progressive
            ? (band.from() == 0 ? band.to() == 0 : count == 1)
                && band.from() <= band.to()
                && band.to() <= LAST
                && (shifts & 15) <= MOST_SHIFT
                && (!band.refines() || shifts >>> 4 == (shifts & 15) + 1)
            : band.from() == 0 && band.to() == LAST && shifts == 0;
    if (!sound) {
      throw new PictureFault("a scan cannot be");
    }
  }

  private Part part(JpegFrame frame, Band band, int at) throws PictureFault {
    Component component = frame.find(at(at));
    int directPlace = at(at + 1) >>> 4;
    int alternatingPlace = at(at + 1) & 15;
    boolean needsDirect = band.from() == 0 && !band.refines();
    boolean needsAlternating = band.to() > 0;
    return new Part(
        component,
        needsDirect ? table(direct, directPlace, LONGEST_VALUE) : HuffmanTable.NONE,
        needsAlternating ? table(alternating, alternatingPlace, 255) : HuffmanTable.NONE);
  }

  private static HuffmanTable table(@Nullable HuffmanTable[] tables, int place, int most)
      throws PictureFault {
    HuffmanTable table = place > 3 ? null : tables[place];
    if (table == null) {
      throw new PictureFault("a code table is missing");
    }
    if (table.most() > most) {
      throw new PictureFault("a code table cannot be");
    }
    return table;
  }

  private void end() throws PictureFault {
    if (frame == null) {
      throw new PictureFault("it has no size");
    }
    for (Component component : frame.components) {
      if (!component.seen) {
        throw new PictureFault("a colour is missing");
      }
    }
  }

  private int at(int place) {
    return Byte.toUnsignedInt(bytes.get(place));
  }
}
