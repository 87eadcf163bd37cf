package dev.afterglow.registry.transparency.storage;

import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Kind;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.hibernate.exception.ConstraintViolationException;

/** Takes windows of evidence into the log. */
@ApplicationScoped
public class EvidenceDesk {
  private final Ledger ledger;
  private final LogRows rows;
  private final Sequencer sequencer;

  @Inject
  EvidenceDesk(Ledger ledger, LogRows rows, Sequencer sequencer) {
    this.ledger = ledger;
    this.rows = rows;
    this.sequencer = sequencer;
  }

  /**
   * Puts a window into the log; the answer is its place. The same request again, at any time, gives
   * the same place.
   *
   * @param driverSubjectId who drove; empty = nobody whom an erasure could concern
   */
  public Uni<Long> append(
      String requestId, String broadcastId, String driverSubjectId, byte[] window) {
    String entryId = "evidence:" + requestId;
    Change change =
        new Change(
            Kind.EVIDENCE_WINDOW,
            "evidence:" + broadcastId + ":" + driverSubjectId,
            Set.of(driverSubjectId),
            window);
    return rows.noted(entryId)
        .chain(found -> noted(found, requestId, window) ? done() : note(entryId, change))
        .onFailure(EvidenceDesk::isDuplicate)
        .recoverWithUni(
            () ->
                rows.noted(entryId)
                    .invoke(found -> noted(found, requestId, window))
                    .replaceWithVoid())
        .chain(() -> sequencer.place(entryId));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> note(String entryId, Change change) {
    return Panache.withTransaction(() -> ledger.note(entryId, change));
  }

  /** Whether it is there; an erased one is not compared, since nothing of it is left. */
  private static boolean noted(Optional<byte[]> found, String requestId, byte[] window) {
    if (found.isPresent() && found.get().length > 0 && !Arrays.equals(found.get(), window)) {
      throw Faults.requestIdReused(requestId);
    }
    return found.isPresent();
  }

  private static boolean isDuplicate(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ConstraintViolationException) {
        return true;
      }
    }
    return false;
  }
}
