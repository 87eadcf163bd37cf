package dev.afterglow.studio.rights;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where a licence's right comes from.
 *
 * @param licenceIds the licence asked for, then those above it
 * @param transfers of the work's title, newest first; none of a likeness
 * @param originSubjectId the author, or whoever is portrayed
 * @param holderSubjectId who holds the title now
 */
public record ChainOfTitle(
    List<UUID> licenceIds, List<Transfer> transfers, UUID originSubjectId, UUID holderSubjectId) {
  /** Copies the lists. */
  public ChainOfTitle {
    licenceIds = List.copyOf(licenceIds);
    transfers = List.copyOf(transfers);
  }

  /** A title went from one person to another. */
  public record Transfer(UUID fromSubjectId, UUID toSubjectId, Instant time) {}
}
