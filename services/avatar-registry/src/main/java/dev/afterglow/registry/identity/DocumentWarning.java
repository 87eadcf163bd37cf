package dev.afterglow.registry.identity;

/** What is odd about a number and still no reason to refuse it. */
public enum DocumentWarning {
  /** The first two digits are no province's: mistyped, or a code that was retired. */
  REGION_UNKNOWN
}
