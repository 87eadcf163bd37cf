package dev.afterglow.render.film;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a track: where each picture's bytes lie, when it is decoded and when it is shown.
 */
final class SampleTables {
  private static final int STSD = 0x73747364;
  private static final int STTS = 0x73747473;
  private static final int CTTS = 0x63747473;
  private static final int STSS = 0x73747373;
  private static final int STSZ = 0x7374737A;
  private static final int STSC = 0x73747363;
  private static final int STCO = 0x7374636F;
  private static final int CO64 = 0x636F3634;

  private final AvcEntry entry;
  private final int[] sizes;
  private final long[] decoded;
  private final long ticks;
  private final long[] shown;
  private final boolean @Nullable [] sync;
  private final Box chunks;
  private final Box chunkOffsets;

  private SampleTables(List<Box> boxes) throws FilmFault {
    entry = AvcEntry.read(FilmReading.one(boxes, STSD, "stsd"));
    sizes = sizes(FilmReading.one(boxes, STSZ, "stsz"));
    decoded = new long[sizes.length];
    ticks = decodeTimes(FilmReading.one(boxes, STTS, "stts"));
    shown = decoded.clone();
    for (Box box : boxes) {
      if (box.type() == CTTS) {
        shift(box);
      }
    }
    sync = sync(boxes);
    chunks = FilmReading.one(boxes, STSC, "stsc");
    boolean wide = boxes.stream().anyMatch(it -> it.type() == CO64);
    chunkOffsets = FilmReading.one(boxes, wide ? CO64 : STCO, "stco");
  }

  static SampleTables read(List<Box> boxes) throws FilmFault {
    return new SampleTables(boxes);
  }

  AvcEntry entry() {
    return entry;
  }

  int[] sizes() {
    return sizes;
  }

  /** The length of it all, in the track's ticks. */
  long ticks() {
    return ticks;
  }

  /** When each is shown, in the track's ticks. */
  long[] shown() {
    return shown;
  }

  /** Whether the table calls it one that decoding can begin with. */
  boolean sync(int place) {
    return sync == null || sync[place];
  }

  /** Where each picture's bytes begin; all of them lie in a file of that length. */
  int[] offsets(int fileBytes) throws FilmFault {
    boolean wide = chunkOffsets.type() == CO64;
    int count = chunkOffsets.entries(4, wide ? 8 : 4, Film.MOST_PICTURES);
    int runs = chunks.entries(4, 12, Film.MOST_PICTURES);
    int[] out = new int[sizes.length];
    int place = 0;
    int run = 0;
    for (int chunk = 0; chunk < count && place < out.length; chunk++) {
      while (run + 1 < runs && chunks.unsigned(8 + 12 * (run + 1)) <= chunk + 1L) {
        run++;
      }
      if (runs == 0 || chunks.word(8 + 12 * run + 8) != 1) {
        throw new FilmFault("a chunk of another description");
      }
      long at = wide ? wideOffset(chunk) : chunkOffsets.unsigned(8 + 4 * chunk);
      long each = chunks.unsigned(8 + 12 * run + 4);
      for (long i = 0; i < each && place < out.length; i++) {
        if (at < 0 || at + sizes[place] > fileBytes) {
          throw new FilmFault("a picture at " + at + " of " + fileBytes);
        }
        out[place] = (int) at;
        at += sizes[place++];
      }
    }
    if (place < out.length) {
      throw new FilmFault("pictures:" + out.length + ", in chunks " + place);
    }
    return out;
  }

  private long wideOffset(int chunk) throws FilmFault {
    long high = chunkOffsets.unsigned(8 + 8 * chunk);
    return high > 0 ? -1 : chunkOffsets.unsigned(12 + 8 * chunk);
  }

  private static int[] sizes(Box box) throws FilmFault {
    long all = box.unsigned(4);
    int count = box.entries(8, all == 0 ? 4 : 0, Film.MOST_PICTURES);
    if (count == 0) {
      throw new FilmFault("pictures:0");
    }
    int[] out = new int[count];
    for (int i = 0; i < count; i++) {
      long size = all == 0 ? box.unsigned(12 + 4 * i) : all;
      if (size == 0 || size > Film.MOST_BYTES) {
        throw new FilmFault("a picture of " + size + " bytes");
      }
      out[i] = (int) size;
    }
    return out;
  }

  private long decodeTimes(Box box) throws FilmFault {
    int runs = box.entries(4, 8, Film.MOST_PICTURES);
    int place = 0;
    long at = 0;
    for (int run = 0; run < runs; run++) {
      long count = box.unsigned(8 + 8 * run);
      long step = box.unsigned(12 + 8 * run);
      for (long i = 0; i < count && place < decoded.length; i++) {
        decoded[place++] = at;
        at += step;
      }
    }
    if (place < decoded.length) {
      throw new FilmFault("pictures:" + decoded.length + ", with times " + place);
    }
    return at;
  }

  private void shift(Box box) throws FilmFault {
    int runs = box.entries(4, 8, Film.MOST_PICTURES);
    int place = 0;
    for (int run = 0; run < runs; run++) {
      long count = box.unsigned(8 + 8 * run);
      int by = box.word(12 + 8 * run);
      for (long i = 0; i < count && place < shown.length; i++) {
        shown[place] = decoded[place] + by;
        place++;
      }
    }
  }

  private boolean @Nullable [] sync(List<Box> boxes) throws FilmFault {
    if (boxes.stream().noneMatch(it -> it.type() == STSS)) {
      return null;
    }
    Box box = FilmReading.one(boxes, STSS, "stss");
    boolean[] out = new boolean[sizes.length];
    Arrays.fill(out, false);
    int count = box.entries(4, 4, Film.MOST_PICTURES);
    for (int i = 0; i < count; i++) {
      long place = box.unsigned(8 + 4 * i) - 1;
      if (place >= 0 && place < out.length) {
        out[(int) place] = true;
      }
    }
    return out;
  }
}
