package dev.afterglow.registry.identity.review.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;

/** Reviews, each in the caller's session. */
@ApplicationScoped
public class ReviewStore implements PanacheRepositoryBase<ReviewEntity, String> {
  private static final String FILED = "subjectId is not null and tenant = ?1";

  /** A review of somebody, or IDENTITY_REVIEW_NOT_FOUND. */
  Uni<ReviewEntity> filed(String reviewId) {
    return find(FILED + " and reviewId = ?2", CallersTenant.name(), reviewId)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.identityReviewNotFound(reviewId));
  }

  /** The same, locked to the end of the transaction and read anew. */
  Uni<ReviewEntity> locked(ReviewEntity row) {
    return getSession()
        .chain(session -> session.refresh(row, LockModeType.PESSIMISTIC_WRITE).replaceWith(row));
  }

  /** Says whose review it is; whoever said so first did. */
  Uni<Integer> file(String reviewId, String subjectId, String filerSubjectId) {
    return update(
        "subjectId = ?1, filerSubjectId = nullif(?2, '') where reviewId = ?3 and tenant = ?4"
            + " and subjectId is null",
        subjectId,
        filerSubjectId,
        reviewId,
        CallersTenant.name());
  }

  /** Reviews with ids below one, newest first. */
  Uni<List<ReviewEntity>> before(String reviewId, int size) {
    return find(FILED + " and reviewId < ?2 order by reviewId desc", CallersTenant.name(), reviewId)
        .page(0, size)
        .list();
  }

  /** The same, of those that wait for a decision. */
  Uni<List<ReviewEntity>> undecidedBefore(String reviewId, int size, Instant now) {
    return find(
            FILED
                + " and reviewId < ?2 and secondReviewer is null and expireTime > ?3"
                + " order by reviewId desc",
            CallersTenant.name(),
            reviewId,
            now)
        .page(0, size)
        .list();
  }

  /** Deletes every review of a person. */
  public Uni<Long> forget(String subjectId) {
    return delete("subjectId = ?1 and tenant = ?2", subjectId, CallersTenant.name());
  }
}
