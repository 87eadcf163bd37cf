package dev.afterglow.registry.revenue;

/** What a statement can miss. */
public enum GapKind {
  /** Whoever counts sales did not answer for the room. */
  FIGURES_UNAVAILABLE(true),
  /** The room has facts that are not committed yet. */
  FIGURES_PROVISIONAL(true),
  /** Whoever counts sales has orders of the room whose money cannot be taken as told. */
  FIGURES_FLAGGED(false),
  /** Nothing was ever heard of the room: it counts as 0. */
  ROOM_WITHOUT_FACTS(false),
  /** There is a fee a unit, and the room's units are not known. */
  UNITS_UNKNOWN(true),
  /** Other licences were on air in the room, and the terms do not divide it. */
  ROOM_SHARED(false),
  /** The room sold in another currency. */
  OTHER_CURRENCY(false),
  /** What the month before carries is not known yet. */
  MONTH_BEFORE_OPEN(true),
  /** Times on air from before they were kept, or of a lease whose stored use cannot be read. */
  HOURS_NOT_KEPT(true),
  /** The licence had no revenue terms when the room went on air. */
  NO_TERMS_THEN(false);

  private final boolean blocking;

  GapKind(boolean blocking) {
    this.blocking = blocking;
  }

  /** Whether a month cannot be closed with it. */
  public boolean blocking() {
    return blocking;
  }
}
