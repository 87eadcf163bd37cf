package dev.afterglow.registry.transparency.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.event.Told;
import dev.afterglow.registry.event.storage.NoticeConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Commitments;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.Leaf;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Notes changes for the log in the transaction that makes them: either both are there or neither.
 * {@link Sequencer} puts what was noted in order. Whoever notes holds the row of the thing, or has
 * just made it, so that entries about one thing keep their order. Where Kafka is configured, a
 * notice of the change goes into its outbox by the same transaction.
 */
@ApplicationScoped
public class Ledger {
  private static final LogPen IN_SESSION = new LogPen.InSession();

  private final Clock clock;
  private final Ids ids;
  private final RandomGenerator random;
  private final NoticeConfig events;

  @Inject
  Ledger(NoticeConfig events, Clock clock, Ids ids, RandomGenerator random) {
    this.events = events;
    this.clock = clock;
    this.ids = ids;
    this.random = random;
  }

  /** Notes a change, in the session's transaction. */
  public Uni<Void> note(Change change) {
    return note(IN_SESSION, ids.next(), change);
  }

  /** Notes changes in order, in the session's transaction. */
  public Uni<Void> noteAll(List<Change> changes) {
    return noteAll(IN_SESSION, changes);
  }

  /** Notes changes in order, in the transaction of a connection. */
  public Uni<Void> noteAll(SqlConnection connection, List<Change> changes) {
    return noteAll(new LogPen.OnConnection(connection, CallersTenant.name()), changes);
  }

  private Uni<Void> noteAll(LogPen pen, List<Change> changes) {
    return Multi.createFrom()
        .iterable(changes)
        .onItem()
        .transformToUniAndConcatenate(change -> note(pen, ids.next(), change))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /**
   * Notes a change under an id of the caller's, which no other entry of the tenant has, in the
   * transaction of a connection; Postgres refuses it where another has.
   */
  Uni<Void> note(SqlConnection connection, LogRows.Entry entry, Change change) {
    return note(new LogPen.OnConnection(connection, entry.tenant()), entry.entryId(), change);
  }

  private Uni<Void> note(LogPen pen, String entryId, Change change) {
    return salted(pen, change)
        .chain(
            salt ->
                (salt.fresh() && !change.kind().opens() ? carried(pen, change, salt) : nothing())
                    .chain(
                        () -> put(pen, entryId, change, salt, committed(entryId, change, salt))));
  }

  /**
   * Notes an erasure, in the session's transaction, and deletes what every entry about the person
   * commits to, and the salts. The entry's commitment is the receipt itself, so that whoever holds
   * the receipt finds it in the log.
   *
   * @param receipt 32 bytes
   */
  public Uni<Void> noteErasure(String subjectId, byte[] receipt) {
    Change change = Changes.person(Kind.PERSON_ERASED, subjectId);
    return salted(IN_SESSION, change)
        .chain(
            salt ->
                (salt.fresh() ? carried(IN_SESSION, change, salt) : nothing())
                    .chain(() -> put(IN_SESSION, ids.next(), change, salt, receipt)))
        .chain(() -> forget(subjectId));
  }

  private static Uni<Void> forget(String subjectId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "delete from registry.log_object where tenant = :tenant and"
                            + " (first_subject_id = :subject or second_subject_id = :subject)")
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("subject", subjectId)
                    .executeUpdate())
        .replaceWithVoid();
  }

  private Uni<Void> carried(LogPen pen, Change change, LogPen.Salt salt) {
    Change before = new Change(Kind.CARRIED, change.thing(), change.subjects(), new byte[0]);
    String entryId = ids.next();
    return put(pen, entryId, before, salt, committed(entryId, before, salt));
  }

  private static byte[] committed(String entryId, Change change, LogPen.Salt salt) {
    return Commitments.commitment(Commitments.entrySalt(salt.bytes(), entryId), change.record());
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  private Uni<LogPen.Salt> salted(LogPen pen, Change change) {
    byte[] offered = new byte[Commitments.SALT_BYTES];
    random.nextBytes(offered);
    return pen.salt(change, offered);
  }

  private Uni<Void> put(
      LogPen pen, String entryId, Change change, LogPen.Salt salt, byte[] commitment) {
    Instant now = StoredTime.now(clock);
    Leaf leaf = new Leaf(change.kind(), now, Commitments.tag(salt.bytes()), commitment);
    Uni<Void> put = pen.put(entryId, change, leaf.bytes());
    return events.bootstrapServers().isPresent() && Told.isTold(change.kind())
        ? put.chain(() -> pen.tell(entryId, change, now))
        : put;
  }
}
