package dev.afterglow.registry.identity.review.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.identity.review.IdentityReview;
import dev.afterglow.registry.identity.review.ReviewCase;
import dev.afterglow.registry.identity.review.ReviewFile;
import dev.afterglow.registry.identity.review.ReviewReason;
import dev.afterglow.registry.identity.review.Ruling;
import dev.afterglow.registry.storage.StoredTime;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Reviews as the adapter asks for them: from worker threads, each statement by itself. */
public final class PostgresReviewFile implements ReviewFile {
  private static final Log LOG = Log.of(PostgresReviewFile.class);
  private static final String OPEN =
      "insert into registry.identity_review"
          + " (review_id, tenant, document_type, document_fingerprint, file_time, expire_time)"
          + " values ($1, $2, $3, $4, $5, $6)";

  private static final String FILED_SINCE =
      "select count(*) from registry.identity_review"
          + " where tenant = $1 and document_fingerprint = $2 and file_time > $3";

  private static final String FIND =
      "select subject_id, filer_subject_id, document_type, file_time, expire_time,"
          + " first_reviewer_subject_id, first_reason, first_time,"
          + " second_reviewer_subject_id, second_reason, second_time"
          + " from registry.identity_review where tenant = $1 and review_id = $2";

  private static final String FORGET =
      "delete from registry.identity_review where review_id in (select review_id"
          + " from registry.identity_review where tenant = $1 and review_id = $2"
          + " for update skip locked)";

  private static final int DECISION_COLUMNS = 3;

  private final Pool pool;
  private final Supplier<String> tenant;
  private final Duration patience;

  /** Reviews of whichever tenant {@code tenant} names at each call. */
  public PostgresReviewFile(Pool pool, Supplier<String> tenant, Duration patience) {
    this.pool = pool;
    this.tenant = tenant;
    this.patience = patience;
  }

  @Override
  public void open(ReviewCase about, byte[] fingerprint) {
    var _ =
        ask(
            OPEN,
            Tuple.of(
                about.reviewId(),
                tenant.get(),
                about.documentType().name(),
                Buffer.buffer(fingerprint),
                StoredTime.column(about.fileTime()),
                StoredTime.column(about.expireTime())));
  }

  @Override
  public long filedSince(byte[] fingerprint, Instant since) {
    return ask(
            FILED_SINCE,
            Tuple.of(tenant.get(), Buffer.buffer(fingerprint), StoredTime.column(since)))
        .iterator()
        .next()
        .getLong(0);
  }

  @Override
  public Optional<IdentityReview> find(String reviewId, Instant now) {
    RowIterator<Row> rows = ask(FIND, Tuple.of(tenant.get(), reviewId)).iterator();
    return rows.hasNext() ? Optional.of(review(reviewId, rows.next(), now)) : Optional.empty();
  }

  private static IdentityReview review(String reviewId, Row row, Instant now) {
    ReviewCase about =
        new ReviewCase(
            reviewId,
            Objects.requireNonNullElse(row.getString(0), ""),
            Objects.requireNonNullElse(row.getString(1), ""),
            DocumentType.valueOf(row.getString(2)),
            row.getOffsetDateTime(3).toInstant(),
            row.getOffsetDateTime(4).toInstant());
    return IdentityReview.of(about, ruling(row, 5), ruling(row, 5 + DECISION_COLUMNS), now);
  }

  private static Optional<Ruling> ruling(Row row, int at) {
    return Optional.ofNullable(row.getString(at))
        .map(
            reviewer ->
                new Ruling(
                    reviewer,
                    ReviewReason.valueOf(row.getString(at + 1)),
                    row.getOffsetDateTime(at + 2).toInstant()));
  }

  @Override
  public void forget(String reviewId) {
    var _ = ask(FORGET, Tuple.of(tenant.get(), reviewId));
  }

  private RowSet<Row> ask(String statement, Tuple values) {
    try {
      return pool.preparedQuery(statement).execute(values).await().atMost(patience);
    } catch (RuntimeException e) {
      // Whatever the database says of itself: the attempt has no answer, and nobody passes.
      LOG.warn("reviews cannot be reached", LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
      throw new Unreachable(e);
    }
  }
}
