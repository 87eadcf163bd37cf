package dev.afterglow.render.figure;

/** A file that passed the validator but that this renderer cannot draw; the message says why. */
public final class FigureException extends Exception {
  private static final long serialVersionUID = 1L;

  public FigureException(String message) {
    super(message);
  }

  public FigureException(String message, Throwable cause) {
    super(message, cause);
  }
}
