package dev.afterglow.studio.broadcast;

import java.util.Locale;

/** Why a broadcast ended. */
public enum EndReason {
  /** Somebody ended it. */
  ASKED,
  /** The worker is gone and its picture with it. */
  WORKER_LOST,
  /** The render failed. */
  FAILED;

  /** The word in the contract. Example: "worker_lost". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
