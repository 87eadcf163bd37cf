package dev.afterglow.capture.evidence;

/** Counts what becomes of windows. */
public interface EvidenceTally {
  /** The log has one, or never will. */
  void settled(EvidenceLog.Outcome outcome);

  /** Windows were thrown away, since too many waited. */
  void lost(long windows);

  /** So many wait. */
  void waiting(long windows);
}
