package dev.afterglow.render.figure;

/**
 * How the eyes follow the gaze.
 *
 * @param kind what moves: eye bones or expressions
 * @param out away from the nose; for expressions, to either side
 * @param in towards the nose
 * @param up up
 * @param down down
 */
public record LookAt(Kind kind, Range out, Range in, Range up, Range down) {
  /** What VRM's exporters write by default, near a human eye's everyday range. */
  public static final LookAt USUAL =
      new LookAt(
          Kind.BONE, new Range(45, 12), new Range(45, 12), new Range(45, 10), new Range(45, 10));

  /** What moves. */
  public enum Kind {
    BONE,
    EXPRESSION
  }

  /**
   * How far the gaze moves what it moves.
   *
   * @param fullDegrees the angle of the gaze from which on the output is whole, above 0
   * @param output degrees that a bone turns, or the weight of an expression
   */
  public record Range(float fullDegrees, float output) {
    public Range {
      if (!(fullDegrees > 0) || !Float.isFinite(output)) {
        throw new IllegalArgumentException("a range from " + fullDegrees + " to " + output);
      }
    }

    /** The output for an angle of 0 or more. */
    public float of(float degrees) {
      return Math.min(1, degrees / fullDegrees) * output;
    }
  }
}
