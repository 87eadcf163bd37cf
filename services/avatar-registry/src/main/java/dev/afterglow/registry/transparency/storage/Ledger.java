package dev.afterglow.registry.transparency.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Commitments;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.Leaf;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Notes changes for the log in the transaction that makes them: either both are there or neither.
 * {@link Sequencer} puts what was noted in order. Whoever notes holds the row of the thing, or has
 * just made it, so that entries about one thing keep their order.
 */
@ApplicationScoped
public class Ledger {
  private static final String SALT =
      "insert into registry.log_object (thing, first_subject_id, second_subject_id, salt)"
          + " values (:thing, :first, :second, :salt)"
          + " on conflict (thing) do update set thing = excluded.thing"
          + " returning salt, (xmax = 0)";

  private final Clock clock;
  private final Ids ids;
  private final RandomGenerator random;

  @Inject
  Ledger(Clock clock, Ids ids, RandomGenerator random) {
    this.clock = clock;
    this.ids = ids;
    this.random = random;
  }

  /** Notes a change, in the caller's transaction. */
  public Uni<Void> note(Change change) {
    return note(ids.next(), change);
  }

  /** Notes changes in order, in the caller's transaction. */
  public Uni<Void> noteAll(List<Change> changes) {
    return Multi.createFrom()
        .iterable(changes)
        .onItem()
        .transformToUniAndConcatenate(this::note)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  /**
   * Notes a change under an id of the caller's, which no other entry has.
   *
   * @throws org.hibernate.exception.ConstraintViolationException where another has
   */
  Uni<Void> note(String entryId, Change change) {
    return salted(change)
        .chain(
            salt ->
                (salt.fresh() && !change.kind().opens() ? carried(change, salt) : nothing())
                    .chain(() -> put(entryId, change, salt, committed(entryId, change, salt))));
  }

  /**
   * Notes an erasure, in the caller's transaction, and deletes what every entry about the person
   * commits to, and the salts. The entry's commitment is the receipt itself, so that whoever holds
   * the receipt finds it in the log.
   *
   * @param receipt 32 bytes
   */
  public Uni<Void> noteErasure(String subjectId, byte[] receipt) {
    Change change = Changes.person(Kind.PERSON_ERASED, subjectId);
    return salted(change)
        .chain(
            salt ->
                (salt.fresh() ? carried(change, salt) : nothing())
                    .chain(() -> put(ids.next(), change, salt, receipt)))
        .chain(() -> forget(subjectId));
  }

  private static Uni<Void> forget(String subjectId) {
    return session()
        .chain(
            session ->
                session
                    .createNativeQuery(
                        "delete from registry.log_object where first_subject_id = :subject"
                            + " or second_subject_id = :subject")
                    .setParameter("subject", subjectId)
                    .executeUpdate())
        .replaceWithVoid();
  }

  private Uni<Void> carried(Change change, Salt salt) {
    Change before = new Change(Kind.CARRIED, change.thing(), change.subjects(), new byte[0]);
    String entryId = ids.next();
    return put(entryId, before, salt, committed(entryId, before, salt));
  }

  private static byte[] committed(String entryId, Change change, Salt salt) {
    return Commitments.commitment(Commitments.entrySalt(salt.bytes(), entryId), change.record());
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Salt(byte[] bytes, boolean fresh) {}

  private Uni<Salt> salted(Change change) {
    byte[] salt = new byte[Commitments.SALT_BYTES];
    random.nextBytes(salt);
    Iterator<String> subjects = change.subjects().iterator();
    return session()
        .chain(
            session ->
                session
                    .createNativeQuery(SALT, Object[].class)
                    .setParameter("thing", change.thing())
                    .setParameter("first", subjects.hasNext() ? subjects.next() : "")
                    .setParameter("second", subjects.hasNext() ? subjects.next() : "")
                    .setParameter("salt", salt)
                    .getSingleResult())
        .map(row -> new Salt((byte[]) row[0], (Boolean) row[1]));
  }

  private Uni<Void> put(String entryId, Change change, Salt salt, byte[] commitment) {
    Leaf leaf =
        new Leaf(change.kind(), StoredTime.now(clock), Commitments.tag(salt.bytes()), commitment);
    LogOpeningEntity opening = new LogOpeningEntity();
    opening.entryId = entryId;
    opening.thing = change.thing();
    opening.openedRecord = change.record();
    LogOutboxEntity entry = new LogOutboxEntity();
    entry.entryId = entryId;
    entry.leaf = leaf.bytes();
    return session().chain(session -> session.persistAll(opening, entry).chain(session::flush));
  }

  private static Uni<Mutiny.Session> session() {
    return Panache.getSession();
  }
}
