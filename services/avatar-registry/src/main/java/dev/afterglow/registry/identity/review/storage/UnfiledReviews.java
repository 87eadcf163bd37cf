package dev.afterglow.registry.identity.review.storage;

import dev.afterglow.registry.storage.StoredTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/**
 * Reviews that were opened for an attempt which was then not recorded: the caller's request was
 * refused, or the registry ended between the two.
 */
@ApplicationScoped
public class UnfiledReviews {
  private static final String CLEAR =
      "delete from registry.identity_review where subject_id is null and file_time < $1";

  private final Pool pool;

  @Inject
  UnfiledReviews(Pool pool) {
    this.pool = pool;
  }

  /** Deletes those from before a time, of all tenants; without a session, from any thread. */
  public Uni<Void> clear(Instant before) {
    return pool.preparedQuery(CLEAR).execute(Tuple.of(StoredTime.column(before))).replaceWithVoid();
  }
}
