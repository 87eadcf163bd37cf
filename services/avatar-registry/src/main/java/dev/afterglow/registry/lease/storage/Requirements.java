package dev.afterglow.registry.lease.storage;

import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.fault.Faults;
import java.util.stream.Collectors;

/** What a lease asks of a decision and of its room's terms. */
final class Requirements {
  private Requirements() {}

  /** Refuses with every reason of a decision that said no. */
  static void requireAllowed(Decision decision) {
    if (!decision.allowed()) {
      throw Faults.denied(
          decision.denials().stream()
              .map(denial -> denial.reason().name())
              .distinct()
              .collect(Collectors.joining(",")));
    }
  }

  /** Refuses a term that a newer one of the room's has superseded. */
  static void requireNewest(long term, long newest) {
    if (newest > term) {
      throw Faults.denied(DenialReason.SUPERSEDED.name());
    }
  }
}
