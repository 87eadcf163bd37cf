package dev.afterglow.avatar.meshopt;

/**
 * What {@code EXT_meshopt_compression} says of one buffer view.
 *
 * @param mode how it is packed
 * @param filter what its elements go through afterwards
 * @param count elements, 1 or more
 * @param stride bytes an element
 */
public record Packed(Mode mode, Filter filter, int count, int stride) {
  /** The three codecs. */
  public enum Mode {
    ATTRIBUTES,
    TRIANGLES,
    INDICES
  }

  /** The filters of attributes. */
  public enum Filter {
    NONE,
    OCTAHEDRAL,
    QUATERNION,
    EXPONENTIAL
  }

  private static final int MOST_STRIDE = 256;

  /**
   * Checks the combination that the extension allows.
   *
   * @throws IllegalArgumentException when it allows no such view
   */
  public Packed {
    boolean fits =
        switch (mode) {
          case ATTRIBUTES -> stride % 4 == 0 && stride >= 4 && stride <= MOST_STRIDE;
          case TRIANGLES -> (stride == 2 || stride == 4) && count % 3 == 0;
          case INDICES -> stride == 2 || stride == 4;
        };
    boolean filtered =
        switch (filter) {
          case NONE -> true;
          case OCTAHEDRAL -> mode == Mode.ATTRIBUTES && (stride == 4 || stride == 8);
          case QUATERNION -> mode == Mode.ATTRIBUTES && stride == 8;
          case EXPONENTIAL -> mode == Mode.ATTRIBUTES;
        };
    if (!fits || !filtered || count < 1) {
      throw new IllegalArgumentException(
          count + " elements of " + stride + " bytes as " + mode + " with " + filter);
    }
  }

  /** Bytes once unpacked. */
  public long bytes() {
    return (long) count * stride;
  }
}
