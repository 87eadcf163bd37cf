package dev.afterglow.render.whip;

/** A WHIP session that did not come about, or ended; the message holds no address and no token. */
public final class WhipException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What it says of the next try. */
  public enum Kind {
    /** The endpoint said no: trying again changes nothing. */
    REFUSED,
    /** It may go better next time. */
    PASSING,
    /** Connected, and nothing came back any more. */
    WEDGED
  }

  private final Kind kind;

  WhipException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
