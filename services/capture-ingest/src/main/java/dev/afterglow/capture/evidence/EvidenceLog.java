package dev.afterglow.capture.evidence;

import java.util.List;
import java.util.Map;

/** The log that windows go into. */
public interface EvidenceLog {
  /** What became of a window. */
  enum Outcome {
    /** It has its place for good. */
    KEPT,
    /** The log will never take it, as when the driver is erased. */
    REFUSED,
    /** Not now. */
    LATER
  }

  /** Hands windows in side by side and waits; what they came to, each. */
  Map<EvidenceItem, Outcome> append(List<EvidenceItem> items);
}
