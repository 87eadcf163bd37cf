package dev.afterglow.render.film;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads an MP4 (ISO/IEC 14496-12) in plain Java, so that no native reader meets it: one track,
 * H.264, unfragmented, stored upright. Whatever is declared is held against the bytes that are
 * there before anything is allocated for it.
 */
public final class FilmReading {
  private static final int FTYP = 0x66747970;
  private static final int MOOV = 0x6D6F6F76;
  private static final int MOOF = 0x6D6F6F66;
  private static final int TRAK = 0x7472616B;
  private static final int TKHD = 0x746B6864;
  private static final int MDIA = 0x6D646961;
  private static final int MDHD = 0x6D646864;
  private static final int HDLR = 0x68646C72;
  private static final int MINF = 0x6D696E66;
  private static final int STBL = 0x7374626C;
  private static final int VIDE = 0x76696465;
  private static final int[] UPRIGHT = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

  private FilmReading() {}

  /** Whether a file claims to be an MP4. */
  public static boolean claimed(byte[] file) {
    return file.length >= 8 && ByteBuffer.wrap(file).getInt(4) == FTYP;
  }

  /**
   * Reads one.
   *
   * @throws FilmFault when it is too large, damaged, or another kind of film
   */
  public static Film read(byte[] file) throws FilmFault {
    if (file.length > Film.MOST_BYTES) {
      throw new FilmFault("bytes:" + file.length);
    }
    Box whole = Box.whole(file);
    List<Box> boxes = whole.children();
    if (boxes.isEmpty() || boxes.getFirst().type() != FTYP) {
      throw new FilmFault("no MP4");
    }
    if (boxes.stream().anyMatch(it -> it.type() == MOOF)) {
      throw new FilmFault("fragmented");
    }
    List<Box> tracks = one(boxes, MOOV, "moov").children(TRAK);
    if (tracks.size() != 1) {
      throw new FilmFault("tracks:" + tracks.size() + ", one without sound is shown");
    }
    return film(file, tracks.getFirst().children());
  }

  private static Film film(byte[] file, List<Box> track) throws FilmFault {
    requireUpright(one(track, TKHD, "tkhd"));
    List<Box> media = one(track, MDIA, "mdia").children();
    if (one(media, HDLR, "hdlr").word(8) != VIDE) {
      throw new FilmFault("no video");
    }
    Box header = one(media, MDHD, "mdhd");
    long scale = header.unsigned(header.octet(0) == 1 ? 20 : 12);
    if (scale == 0) {
      throw new FilmFault("time scale 0");
    }
    List<Box> minf = one(media, MINF, "minf").children();
    SampleTables tables = SampleTables.read(one(minf, STBL, "stbl").children());
    AvcEntry entry = tables.entry();
    int count = tables.sizes().length;
    int[] offsets = tables.offsets(file.length);
    boolean[] keys = new boolean[count];
    for (int place = 0; place < count; place++) {
      boolean instant = entry.holdsKey(file, offsets[place], tables.sizes()[place]);
      keys[place] = instant && tables.sync(place);
    }
    long[] shown = tables.shown();
    Integer[] order = new Integer[count];
    Arrays.setAll(order, place -> place);
    Arrays.sort(order, (a, b) -> Long.compare(shown[a], shown[b]));
    int[] ranks = new int[count];
    long[] starts = new long[count];
    for (int rank = 0; rank < count; rank++) {
      int place = order[rank];
      ranks[place] = rank;
      starts[rank] = micros(shown[place] - shown[order[0]], scale);
      if (rank > 0 && starts[rank] <= starts[rank - 1]) {
        throw new FilmFault("two pictures at one time");
      }
    }
    if (!keys[0] || ranks[0] != 0) {
      throw new FilmFault("does not begin with a key picture");
    }
    long duration = Math.max(micros(tables.ticks(), scale), starts[count - 1] + 1);
    if (duration > Film.MOST_SECONDS * 1_000_000L) {
      throw new FilmFault("seconds:" + duration / 1_000_000 + ", at most " + Film.MOST_SECONDS);
    }
    if (count * 1_000_000L > Film.MOST_A_SECOND * duration) {
      throw new FilmFault("pictures:" + count + " in microseconds:" + duration);
    }
    return new Film(
        file,
        entry.config(),
        entry.width(),
        entry.height(),
        offsets,
        tables.sizes(),
        keys,
        ranks,
        starts,
        duration);
  }

  private static long micros(long ticks, long scale) {
    // Ticks are below 2^45 here: pictures times a 32-bit step, and a 32-bit shift.
    return (long) (ticks * 1e6 / scale);
  }

  private static void requireUpright(Box header) throws FilmFault {
    int at = header.octet(0) == 1 ? 52 : 40;
    for (int i = 0; i < UPRIGHT.length; i++) {
      boolean place = i == 6 || i == 7;
      if (!place && header.word(at + 4 * i) != UPRIGHT[i]) {
        throw new FilmFault("turned: its pictures must be stored upright");
      }
    }
  }

  static Box one(List<Box> boxes, int type, String name) throws FilmFault {
    List<Box> found = new ArrayList<>();
    for (Box box : boxes) {
      if (box.type() == type) {
        found.add(box);
      }
    }
    if (found.size() != 1) {
      throw new FilmFault(name + ":" + found.size());
    }
    return found.getFirst();
  }
}
