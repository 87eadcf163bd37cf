package dev.afterglow.tape;

/** What is wrong with a tape. */
public enum TapeFault {
  /** The file is not there or cannot be read. */
  UNREADABLE,
  /** The file's name or first bytes are those of no format that is known here. */
  UNKNOWN_FORMAT,
  /** It holds no frame, or no sound. */
  EMPTY,
  /** It ends in the middle of something. */
  TRUNCATED,
  /** A line or chunk does not follow its format. */
  MALFORMED,
  /** A number is NaN or infinite. */
  NOT_A_NUMBER,
  /** A frame is not later than the frame before it. */
  TIME_RAN_BACKWARDS,
  /** A shape's name is not in the alias table. */
  UNKNOWN_SHAPE,
  /** A bone's name is not in the alias table. */
  UNKNOWN_BONE,
  /** A channel is there twice. */
  TWICE,
  /** A value is a number, but not one that its channel can have. */
  OUT_OF_RANGE,
  /** A line, the tape or its sound is longer than this program takes. */
  TOO_LONG
}
