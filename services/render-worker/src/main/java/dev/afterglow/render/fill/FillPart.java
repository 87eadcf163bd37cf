package dev.afterglow.render.fill;

/** A part of the figure that the worker may move where the drive does not track it. */
public enum FillPart {
  /** Both lids blink. */
  EYELIDS,
  /** The chest breathes. */
  CHEST,
  /** The voice moves jaw and lips. */
  MOUTH
}
