package dev.afterglow.registry.transparency.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
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

  private static final String HOLD =
      "select state from registry.person where subject_id = $1 and tenant = $2 for share";

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
   * <p>A window of somebody who is erased is refused: what it says could not be deleted with them.
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
        .chain(
            found ->
                noted(found, requestId, window) ? done() : note(entry, change, driverSubjectId))
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

  private Uni<Void> note(LogRows.Entry entry, Change change, String driver) {
    return pool.withTransaction(
        connection ->
            holdLiving(connection, entry.tenant(), driver)
                .chain(() -> ledger.note(connection, entry, change)));
  }

  /** An erasure comes wholly before, and is seen, or wholly after, and finds the window. */
  private static Uni<Void> holdLiving(SqlConnection connection, String tenant, String driver) {
    return connection
        .preparedQuery(HOLD)
        .execute(Tuple.of(driver, tenant))
        .invoke(
            rows -> {
              for (Row row : rows) {
                if (row.getString(0).equals("ERASED")) {
                  throw Faults.illegalTransition("ERASED");
                }
              }
            })
        .replaceWithVoid();
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
