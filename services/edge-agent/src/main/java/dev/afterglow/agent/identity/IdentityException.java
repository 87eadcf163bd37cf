package dev.afterglow.agent.identity;

import java.io.IOException;

/** A key file that cannot be used; the message is one sentence for the presenter. */
public final class IdentityException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A fault in one sentence. */
  public IdentityException(String sentence) {
    super(sentence);
  }
}
