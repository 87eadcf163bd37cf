package dev.afterglow.render.output;

/**
 * The part of a recording that is on the disk and in its index, whatever happens to the process.
 *
 * @param segments closed
 * @param bytes of them
 * @param durationUs of them, microseconds of media
 */
public record RecordedSoFar(long segments, long bytes, long durationUs) {
  /** No segment was closed. */
  public static final RecordedSoFar NOTHING = new RecordedSoFar(0, 0, 0);
}
