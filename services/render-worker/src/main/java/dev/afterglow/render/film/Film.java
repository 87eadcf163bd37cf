package dev.afterglow.render.film;

import java.util.Arrays;

/**
 * An MP4 of H.264 without sound, as its tables say it and as they were checked: every picture's
 * bytes lie in the file and consist of whole NAL units. Pictures have a place in the order of
 * decoding, and a rank in the order of showing.
 *
 * @param file the whole file; nobody writes to it
 * @param config its {@code avcC} box: what a decoder must know before the first picture
 * @param width of its pictures, pixels
 * @param height of its pictures, pixels
 * @param offsets of each picture's bytes in the file, in the order of decoding
 * @param sizes of each picture's bytes
 * @param keys whether decoding can begin there
 * @param ranks when each is shown, counted from 0
 * @param startsUs by rank: when it is shown, microseconds since the first
 * @param durationUs after which it begins anew, microseconds
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never written
public record Film(
    byte[] file,
    byte[] config,
    int width,
    int height,
    int[] offsets,
    int[] sizes,
    boolean[] keys,
    int[] ranks,
    long[] startsUs,
    long durationUs) {
  /** Bytes of a file. */
  public static final int MOST_BYTES = 5 << 20;

  /** Pixels a side. */
  public static final int MOST_SIDE = 1920;

  /** Pixels a picture, in whole blocks of 16: 1920x1080. */
  public static final int MOST_PIXELS = 1920 * 1088;

  /** Seconds until it begins anew. */
  public static final int MOST_SECONDS = 60;

  /** Pictures a second. */
  public static final int MOST_A_SECOND = 60;

  /** Pictures: 60 a second for as long as that. */
  public static final int MOST_PICTURES = 3600;

  /** How many pictures there are. */
  public int pictures() {
    return ranks.length;
  }

  /**
   * Counts pictures from media time 0 on, as if the film had run in a loop since then.
   *
   * @return the turn times the number of pictures, plus the rank that shows then
   */
  public long at(long mediaTimeUs) {
    long turn = Math.floorDiv(mediaTimeUs, durationUs);
    int found = Arrays.binarySearch(startsUs, Math.floorMod(mediaTimeUs, durationUs));
    int rank = found >= 0 ? found : -found - 2;
    return turn * pictures() + rank;
  }

  /** The place of the last picture that decoding can begin with to reach a rank. */
  int keyBefore(int rank) {
    int best = 0;
    for (int place = 0; place < keys.length; place++) {
      if (keys[place] && ranks[place] <= rank) {
        best = place;
      }
    }
    return best;
  }
}
