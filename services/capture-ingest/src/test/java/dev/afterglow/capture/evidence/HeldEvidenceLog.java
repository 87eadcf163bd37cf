package dev.afterglow.capture.evidence;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log in memory, in the place of the one that is called over the network. */
@Singleton
@Alternative
@Priority(1)
public final class HeldEvidenceLog implements EvidenceLog {
  public final List<EvidenceItem> asked = new CopyOnWriteArrayList<>();
  public final List<EvidenceItem> kept = new CopyOnWriteArrayList<>();
  public volatile Outcome answer = Outcome.KEPT;

  @Override
  public Map<EvidenceItem, Outcome> append(List<EvidenceItem> items) {
    Map<EvidenceItem, Outcome> outcomes = new HashMap<>();
    Outcome now = answer;
    for (EvidenceItem item : items) {
      asked.add(item);
      if (now == Outcome.KEPT) {
        kept.add(item);
      }
      outcomes.put(item, now);
    }
    return outcomes;
  }
}
