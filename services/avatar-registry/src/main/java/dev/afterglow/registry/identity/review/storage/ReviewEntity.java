package dev.afterglow.registry.identity.review.storage;

import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.identity.review.IdentityReview;
import dev.afterglow.registry.identity.review.ReviewCase;
import dev.afterglow.registry.identity.review.ReviewReason;
import dev.afterglow.registry.identity.review.Ruling;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A review's row: no name, no number. */
@Entity
@Table(name = "identity_review")
public class ReviewEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "review_id")
  public String reviewId = "";

  /** Whom it is about; null until the person is known. */
  @Column(name = "subject_id")
  public @Nullable String subjectId;

  /** Who filed it; null = the person themselves. */
  @Column(name = "filer_subject_id")
  public @Nullable String filerSubjectId;

  /** The document's kind. */
  @Column(name = "document_type")
  public String documentType = "";

  /** What equal documents share. */
  @Column(name = "document_fingerprint")
  public byte[] documentFingerprint = {};

  /** When it was filed. */
  @Column(name = "file_time")
  public Instant fileTime = Instant.EPOCH;

  /** When it runs out. */
  @Column(name = "expire_time")
  public Instant expireTime = Instant.EPOCH;

  /** Who decided first; null before. */
  @Column(name = "first_reviewer_subject_id")
  public @Nullable String firstReviewer;

  /** Why. */
  @Column(name = "first_reason")
  public @Nullable String firstReason;

  /** When. */
  @Column(name = "first_time")
  public @Nullable Instant firstTime;

  /** Who decided second; null before. */
  @Column(name = "second_reviewer_subject_id")
  public @Nullable String secondReviewer;

  /** Why. */
  @Column(name = "second_reason")
  public @Nullable String secondReason;

  /** When. */
  @Column(name = "second_time")
  public @Nullable Instant secondTime;

  /** The review of this row at a time. */
  public IdentityReview review(Instant now) {
    ReviewCase about =
        new ReviewCase(
            reviewId,
            Objects.requireNonNullElse(subjectId, ""),
            Objects.requireNonNullElse(filerSubjectId, ""),
            DocumentType.valueOf(documentType),
            fileTime,
            expireTime);
    return IdentityReview.of(
        about,
        ruling(firstReviewer, firstReason, firstTime),
        ruling(secondReviewer, secondReason, secondTime),
        now);
  }

  /** Writes the decisions of a review into this row. */
  void become(IdentityReview review) {
    List<Ruling> rulings = review.rulings();
    if (!rulings.isEmpty()) {
      firstReviewer = rulings.get(0).reviewerSubjectId();
      firstReason = rulings.get(0).reason().name();
      firstTime = rulings.get(0).time();
    }
    if (rulings.size() > 1) {
      secondReviewer = rulings.get(1).reviewerSubjectId();
      secondReason = rulings.get(1).reason().name();
      secondTime = rulings.get(1).time();
    }
  }

  private static Optional<Ruling> ruling(
      @Nullable String reviewer, @Nullable String reason, @Nullable Instant time) {
    return reviewer == null || reason == null || time == null
        ? Optional.empty()
        : Optional.of(new Ruling(reviewer, ReviewReason.valueOf(reason), time));
  }
}
