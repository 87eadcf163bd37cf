package dev.afterglow.registry.licence;

/** Why a licence is ended before its time. */
public enum TerminationGround {
  /** No ground is needed. */
  NOTICE,
  /** The other side broke the terms. */
  BREACH,
  /** Something that is owed was not paid. */
  NON_PAYMENT,
  /** The likeness or work was misused. */
  MISUSE,
  /** The licensor wants it. */
  LICENSOR_DEMAND,
  /** A court, an authority or a platform orders it. */
  ORDER;

  /** Whether it ends a licence at once whatever was agreed. */
  public boolean alwaysImmediate() {
    return this == LICENSOR_DEMAND || this == ORDER;
  }
}
