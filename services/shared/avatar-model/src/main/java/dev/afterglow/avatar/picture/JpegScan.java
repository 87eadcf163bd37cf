package dev.afterglow.avatar.picture;

import dev.afterglow.avatar.picture.JpegFrame.Component;

/**
 * One scan of a JPEG: every block's codes, read to their end and thrown away. By ITU-T T.81,
 * annexes F.2 and G. Of a progressive file it is kept which coefficients are no longer zero, as the
 * length of a later scan's codes depends on it.
 */
final class JpegScan {
  private static final int LAST = 63;

  private final JpegFrame frame;
  private final Part[] parts;
  private final Band band;
  private final EntropyBits bits;
  private int endOfBand;
  private long blocks;

  /** A component with the codes of this scan; {@link HuffmanTable#NONE} for one not needed. */
  record Part(Component component, HuffmanTable direct, HuffmanTable alternating) {}

  /**
   * What of the coefficients a scan brings.
   *
   * @param from the first coefficient, 0 to 63
   * @param to the last one
   * @param refines whether it brings one more bit of values that came before
   */
  record Band(int from, int to, boolean refines) {}

  JpegScan(JpegFrame frame, Part[] parts, Band band, EntropyBits bits) {
    this.frame = frame;
    this.parts = parts;
    this.band = band;
    this.bits = bits;
  }

  /**
   * Reads all of it.
   *
   * @param interval units between two restarts; 0 for none
   */
  void run(int interval) throws PictureFault {
    boolean alone = parts.length == 1;
    int wide = alone ? parts[0].component().blocksWide : frame.columns;
    int high = alone ? parts[0].component().blocksHigh : frame.rows;
    int done = 0;
    for (int y = 0; y < high; y++) {
      for (int x = 0; x < wide; x++) {
        if (interval > 0 && done > 0 && done % interval == 0) {
          bits.restart(done / interval - 1);
          endOfBand = 0;
        }
        if (alone) {
          block(parts[0], x, y);
        } else {
          unit(x, y);
        }
        done++;
      }
    }
    for (Part part : parts) {
      part.component().seen |= band.from() == 0;
    }
  }

  private void unit(int x, int y) throws PictureFault {
    for (Part part : parts) {
      Component component = part.component();
      for (int down = 0; down < component.down; down++) {
        for (int across = 0; across < component.across; across++) {
          block(part, x * component.across + across, y * component.down + down);
        }
      }
    }
  }

  /** How many blocks were gone through so far. */
  long blocks() {
    return blocks;
  }

  private void block(Part part, int x, int y) throws PictureFault {
    blocks++;
    if (!frame.progressive) {
      skip(part.direct().next(bits));
      sequential(part.alternating());
    } else if (band.from() == 0) {
      skip(band.refines() ? 1 : part.direct().next(bits));
    } else {
      int place = y * part.component().paddedWide + x;
      long[] known = part.component().known;
      known[place] =
          band.refines()
              ? refined(part.alternating(), known[place])
              : first(part.alternating(), known[place]);
    }
  }

  private void sequential(HuffmanTable table) throws PictureFault {
    int k = 1;
    while (k <= LAST) {
      int code = table.next(bits);
      int size = code & 15;
      int run = code >>> 4;
      if (size == 0 && run < 15) {
        return;
      }
      k += run + 1;
      if (k > LAST + 1) {
        throw tooMany();
      }
      skip(size);
    }
  }

  private long first(HuffmanTable table, long known) throws PictureFault {
    long now = known;
    if (endOfBand > 0) {
      endOfBand--;
      return now;
    }
    int k = band.from();
    while (k <= band.to()) {
      int code = table.next(bits);
      int size = code & 15;
      int run = code >>> 4;
      if (size == 0 && run < 15) {
        endOfBand = (1 << run) - 1 + bits.bits(run);
        return now;
      }
      k += run;
      if (k > band.to()) {
        throw tooMany();
      }
      if (size > 0) {
        skip(size);
        now |= 1L << k;
      }
      k++;
    }
    return now;
  }

  private long refined(HuffmanTable table, long known) throws PictureFault {
    long now = known;
    int k = band.from();
    while (endOfBand == 0 && k <= band.to()) {
      int code = table.next(bits);
      int size = code & 15;
      int run = code >>> 4;
      if (size == 0 && run < 15) {
        endOfBand = (1 << run) + bits.bits(run);
        break;
      }
      if (size > 1) {
        throw tooMany();
      }
      skip(size);
      for (; k <= band.to(); k++) {
        if ((known >>> k & 1) != 0) {
          skip(1);
        } else if (run-- == 0) {
          break;
        }
      }
      if (k > band.to()) {
        throw tooMany();
      }
      now |= (long) size << k;
      k++;
    }
    if (endOfBand > 0) {
      endOfBand--;
      long rest = k > band.to() ? 0 : ((known >>> k) << k) & (-1L >>> (LAST - band.to()));
      skip(Long.bitCount(rest));
    }
    return now;
  }

  private void skip(int count) throws PictureFault {
    for (int i = 0; i < count; i++) {
      bits.bit();
    }
  }

  private static PictureFault tooMany() {
    return new PictureFault("a block holds more than it can");
  }
}
