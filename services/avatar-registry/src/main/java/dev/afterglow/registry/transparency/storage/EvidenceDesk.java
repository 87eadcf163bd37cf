package dev.afterglow.registry.transparency.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Takes windows of evidence into the log. */
@ApplicationScoped
public class EvidenceDesk {
  /** SQLSTATE of a row whose key is there already. */
  private static final String DUPLICATE = "23505";

  private final Pool pool;
  private final Ledger ledger;
  private final LogRows rows;
  private final Sequencer sequencer;

  @Inject
  EvidenceDesk(Pool pool, Ledger ledger, LogRows rows, Sequencer sequencer) {
    this.pool = pool;
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
    LogRows.Entry entry = new LogRows.Entry(CallersTenant.name(), "evidence:" + requestId);
    Change change =
        new Change(
            Kind.EVIDENCE_WINDOW,
            "evidence:" + broadcastId + ":" + driverSubjectId,
            Set.of(driverSubjectId),
            window);
    return rows.noted(entry)
        .chain(found -> noted(found, requestId, window) ? done() : note(entry, change))
        .onFailure(EvidenceDesk::isDuplicate)
        .recoverWithUni(
            () ->
                rows.noted(entry)
                    .invoke(found -> noted(found, requestId, window))
                    .replaceWithVoid())
        .chain(() -> sequencer.place(entry));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> note(LogRows.Entry entry, Change change) {
    return pool.withTransaction(connection -> ledger.note(connection, entry, change));
  }

  /** Whether it is there; an erased one is not compared, since nothing of it is left. */
  private static boolean noted(Optional<byte[]> found, String requestId, byte[] window) {
    if (found.isPresent() && found.get().length > 0 && !Arrays.equals(found.get(), window)) {
      throw Faults.requestIdReused(requestId);
    }
    return found.isPresent();
  }

  private static boolean isDuplicate(Throwable failure) {
    return failure instanceof PgException refused && DUPLICATE.equals(refused.getSqlState());
  }
}
