package dev.afterglow.registry.asset;

import java.io.IOException;

/** The storage did not answer in time, or refused. Nothing is half written, and nothing is lost. */
public final class StoreUnavailable extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean lasting;

  /**
   * The storage cannot be used.
   *
   * @param message what it said, without secrets
   * @param lasting whether asking again changes nothing until somebody mends settings or rights
   */
  public StoreUnavailable(String message, boolean lasting, Throwable cause) {
    super(message, cause);
    this.lasting = lasting;
  }

  /** Whether asking again changes nothing. */
  public boolean lasting() {
    return lasting;
  }
}
