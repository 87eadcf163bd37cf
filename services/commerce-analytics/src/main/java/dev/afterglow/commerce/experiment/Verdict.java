package dev.afterglow.commerce.experiment;

/**
 * What an experiment says so far.
 *
 * <pre>
 *   OPEN ──evidence 22──▶ HELPS
 *   OPEN ──evidence 200──▶ HARMS
 * </pre>
 *
 * HELPS and HARMS stand whatever comes after: their error holds over all looks together.
 */
public enum Verdict {
  /** Neither is shown. */
  OPEN,
  /** The action brings more. */
  HELPS,
  /** The action brings less. */
  HARMS
}
