package dev.afterglow.tape;

import java.io.IOException;

/**
 * A tape that cannot be played. The message is one sentence for the person who brought the tape.
 */
public final class TapeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final TapeFault fault;
  private final int line;

  /**
   * A fault of the tape as a whole.
   *
   * @param sentence what is wrong, as one sentence without the file's name
   */
  public TapeException(TapeFault fault, String sentence) {
    super(sentence);
    this.fault = fault;
    this.line = 0;
  }

  /**
   * A fault on one line.
   *
   * @param line counts from 1
   * @param sentence what is wrong, as one sentence; the line number is put before it
   */
  public TapeException(TapeFault fault, int line, String sentence) {
    super("Line " + line + ": " + sentence);
    this.fault = fault;
    this.line = line;
  }

  /** What is wrong. */
  public TapeFault fault() {
    return fault;
  }

  /** The line, counted from 1, or 0 where the fault is not on a line. */
  public int line() {
    return line;
  }
}
