package dev.afterglow.commerce.experiment;

/** What a slot shows. */
public enum Arm {
  /** The room as it is. */
  CONTROL,
  /** The room with the action under test. */
  ACTION
}
