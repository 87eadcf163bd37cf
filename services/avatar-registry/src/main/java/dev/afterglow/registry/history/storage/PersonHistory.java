package dev.afterglow.registry.history.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.identity.storage.PersonEntity;
import dev.afterglow.registry.storage.StoredTime;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;

/** Notes how people's records become, in the transaction that changes them. */
@ApplicationScoped
public class PersonHistory {
  private static final String NOTE =
      "insert into registry.person_history"
          + " (tenant, subject_id, from_time, state, assurance, reverify_time)"
          + " select tenant, subject_id, cast(:now as timestamptz), state, assurance, reverify_time"
          + " from registry.person where subject_id = :subject and tenant = :tenant"
          + " returning subject_id";

  private static final String FORGET =
      "delete from registry.person_history where subject_id = :subject and tenant = :tenant"
          + " returning subject_id";

  private static final String EVER_VERIFIED =
      "select exists (select 1 from registry.person_history"
          + " where subject_id = :subject and tenant = :tenant and state = 'VERIFIED')";

  private final Clock clock;

  @Inject
  PersonHistory(Clock clock) {
    this.clock = clock;
  }

  /** Notes a record as it is from now on. */
  public Uni<Void> note(PersonEntity row) {
    return Panache.getSession().chain(session -> session.flush().chain(() -> write(session, row)));
  }

  /** Whether a person of the caller's tenant was verified at any time; not of those erased. */
  public Uni<Boolean> everVerified(String subjectId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(EVER_VERIFIED, Boolean.class)
                    .setParameter("subject", subjectId)
                    .setParameter("tenant", CallersTenant.name())
                    .getSingleResult());
  }

  /** Forgets how the record of somebody erased was, and notes that it is no more. */
  public Uni<Void> erase(PersonEntity row) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .flush()
                    .chain(
                        () ->
                            session
                                .createNativeQuery(FORGET, String.class)
                                .setParameter("subject", row.subjectId)
                                .setParameter("tenant", row.tenant)
                                .getResultList())
                    .chain(() -> write(session, row)));
  }

  private Uni<Void> write(Mutiny.Session session, PersonEntity row) {
    return session
        .createNativeQuery(NOTE, String.class)
        .setParameter("subject", row.subjectId)
        .setParameter("tenant", row.tenant)
        .setParameter("now", StoredTime.column(StoredTime.now(clock)))
        .getSingleResult()
        .replaceWithVoid();
  }
}
