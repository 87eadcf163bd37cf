package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.fingerprint.Driven;
import dev.afterglow.capture.liveness.fingerprint.Fingerprints;
import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fingerprints in memory, which outlive the sessions of a test. */
final class HeldFingerprints implements Fingerprints {
  final Map<String, MotionFingerprint> kept = new LinkedHashMap<>();
  final Map<String, Driven> whose = new LinkedHashMap<>();

  @Override
  public List<MotionFingerprint> earlier(Driven by) {
    return kept.entrySet().stream()
        .filter(it -> by.equals(whose.get(it.getKey())))
        .map(Map.Entry::getValue)
        .limit(4)
        .toList();
  }

  @Override
  public void keep(String id, Driven by, MotionFingerprint fingerprint) {
    kept.put(id, fingerprint);
    whose.put(id, by);
  }

  @Override
  public int forget(String driverSubjectId) {
    int before = kept.size();
    kept.keySet().removeIf(it -> whose.get(it).driverSubjectId().equals(driverSubjectId));
    return before - kept.size();
  }
}
