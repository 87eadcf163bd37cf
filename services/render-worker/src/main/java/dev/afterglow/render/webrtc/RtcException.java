package dev.afterglow.render.webrtc;

/** A connection that did not come about, or ended; the message is for people, without addresses. */
public final class RtcException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean wedged;

  RtcException(String message, boolean wedged) {
    super(message);
    this.wedged = wedged;
  }

  /** Whether it ended because nothing came back any more. */
  public boolean wedged() {
    return wedged;
  }
}
