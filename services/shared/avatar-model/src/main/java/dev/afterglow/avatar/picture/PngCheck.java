package dev.afterglow.avatar.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A PNG from its signature to its end: chunks one behind the other with the checksums that they
 * state, a palette where one is needed, and as many rows as the header declares, each with a filter
 * that exists. By the PNG specification (W3C, third edition, sections 5, 7.2, 8 and 11).
 */
final class PngCheck {
  private static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_BYTES = 12;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int ANCILLARY = 0x20000000;
  private static final int INDEXED = 3;
  private static final int MOST_FILTER = 4;
  private static final int BUFFER_BYTES = 16 << 10;

  /** Samples a pixel by colour type, 0 where there is no such type. */
  private static final int[] CHANNELS = {1, 0, 3, 1, 2, 0, 4};

  /** Bit n is set where samples of n bits are allowed, by colour type. */
  private static final int[] DEPTHS = {0x10116, 0, 0x10100, 0x116, 0x10100, 0, 0x10100};

  /** First column and row, and steps, of the seven passes of Adam7. */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final ByteBuffer bytes;
  private final byte[] unpacked = new byte[BUFFER_BYTES];
  private long width;
  private long height;
  private int bitsPerPixel;
  private boolean indexed;
  private boolean interlaced;
  private boolean palette;
  private int pass = -1;
  private long rowBytes;
  private long rowsLeft;
  private long leftInRow;
  private long unpackedBytes;

  PngCheck(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.BIG_ENDIAN);
  }

  /** How many bytes were unpacked so far. */
  long unpackedBytes() {
    return unpackedBytes;
  }

  void run() throws PictureFault {
    Inflater inflater = new Inflater();
    try {
      chunks(inflater);
    } finally {
      inflater.end();
    }
  }

  private void chunks(Inflater inflater) throws PictureFault {
    int at = SIGNATURE_BYTES;
    boolean first = true;
    boolean data = false;
    boolean dataOver = false;
    while (bytes.limit() - at >= CHUNK_BYTES) {
      int length = length(at);
      int kind = bytes.getInt(at + 4);
      checksum(at, length);
      if (first != (kind == IHDR)) {
        throw new PictureFault("its header is not the first chunk alone");
      }
      first = false;
      dataOver |= data && kind != IDAT;
      switch (kind) {
        case IHDR -> header(at + 8, length);
        case PLTE -> palette(length, data);
        case IDAT -> {
          if (dataOver || (indexed && !palette)) {
            throw new PictureFault("its data lie at the wrong place");
          }
          data = true;
          rows(inflater, bytes.slice(at + 8, length));
        }
        case IEND -> {
          end(inflater, length);
          return;
        }
        default -> {
          if ((kind & ANCILLARY) == 0) {
            throw new PictureFault("a chunk that it needs is unknown");
          }
        }
      }
      at += CHUNK_BYTES + length;
    }
    throw new PictureFault("it is cut off");
  }

  private int length(int at) throws PictureFault {
    int length = bytes.getInt(at);
    if (length < 0 || length > bytes.limit() - at - CHUNK_BYTES) {
      throw new PictureFault("it is cut off");
    }
    return length;
  }

  private void checksum(int at, int length) throws PictureFault {
    CRC32 crc = new CRC32();
    crc.update(bytes.slice(at + 4, 4 + length));
    if ((int) crc.getValue() != bytes.getInt(at + 8 + length)) {
      throw new PictureFault("a checksum is wrong");
    }
  }

  private void header(int at, int length) throws PictureFault {
    if (length != 13) {
      throw new PictureFault("its header has another length");
    }
    width = Integer.toUnsignedLong(bytes.getInt(at));
    height = Integer.toUnsignedLong(bytes.getInt(at + 4));
    int depth = bytes.get(at + 8);
    int colour = bytes.get(at + 9);
    int interlace = bytes.get(at + 12);
    boolean known = colour >= 0 && colour < CHANNELS.length && depth > 0 && depth <= 16;
    if (!known || (DEPTHS[colour] >>> depth & 1) == 0) {
      throw new PictureFault("there are no such samples");
    }
    if (bytes.get(at + 10) != 0 || bytes.get(at + 11) != 0 || interlace < 0 || interlace > 1) {
      throw new PictureFault("it is packed in another way");
    }
    bitsPerPixel = depth * CHANNELS[colour];
    indexed = colour == INDEXED;
    interlaced = interlace == 1;
  }

  private void palette(int length, boolean data) throws PictureFault {
    if (palette || data || length == 0 || length > 768 || length % 3 != 0) {
      throw new PictureFault("its palette cannot be");
    }
    palette = true;
  }

  private void rows(Inflater inflater, ByteBuffer packed) throws PictureFault {
    if (inflater.finished()) {
      if (packed.hasRemaining()) {
        throw new PictureFault("there are data behind its pixels");
      }
      return;
    }
    inflater.setInput(packed);
    try {
      while (!inflater.finished() && !inflater.needsInput()) {
        int count = inflater.inflate(unpacked);
        if (inflater.needsDictionary()) {
          throw new PictureFault("it is packed in another way");
        }
        unpackedBytes += count;
        take(count);
      }
    } catch (DataFormatException e) {
      throw new PictureFault("its data do not unpack");
    }
    if (inflater.finished() && inflater.getRemaining() > 0) {
      throw new PictureFault("there are data behind its pixels");
    }
  }

  private void take(int count) throws PictureFault {
    int at = 0;
    while (at < count) {
      if (leftInRow == 0) {
        nextRow();
        int filter = unpacked[at++];
        if (filter < 0 || filter > MOST_FILTER) {
          throw new PictureFault("a row has an unknown filter");
        }
        leftInRow = rowBytes;
      } else {
        int step = (int) Math.min(leftInRow, count - at);
        leftInRow -= step;
        at += step;
      }
    }
  }

  private void nextRow() throws PictureFault {
    while (rowsLeft == 0) {
      if (!nextPass()) {
        throw new PictureFault("it holds more than its header declares");
      }
    }
    rowsLeft--;
  }

  /** Steps to the next pass; one without a pixel has no rows. */
  private boolean nextPass() {
    pass++;
    if (pass >= (interlaced ? ADAM7.length : 1)) {
      return false;
    }
    int[] steps = interlaced ? ADAM7[pass] : new int[] {0, 0, 1, 1};
    long columns = (Math.max(0, width - steps[0]) + steps[2] - 1) / steps[2];
    long rows = (Math.max(0, height - steps[1]) + steps[3] - 1) / steps[3];
    rowBytes = (columns * bitsPerPixel + 7) / 8;
    rowsLeft = columns == 0 ? 0 : rows;
    return true;
  }

  private void end(Inflater inflater, int length) throws PictureFault {
    while (rowsLeft == 0 && nextPass()) {
      // Passes without a pixel.
    }
    if (length != 0 || !inflater.finished() || leftInRow > 0 || rowsLeft > 0) {
      throw new PictureFault("it holds less than its header declares");
    }
  }
}
