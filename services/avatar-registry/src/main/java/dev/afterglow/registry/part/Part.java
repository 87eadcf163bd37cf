package dev.afterglow.registry.part;

import dev.afterglow.registry.asset.FileForm;
import dev.afterglow.registry.avatar.AvatarSeal;
import dev.afterglow.registry.part.score.PartScore;
import java.time.Instant;

/**
 * A part of an avatar.
 *
 * <pre>
 *   upload ──▶ Submitted ──approve──▶ Approved ──withdraw──▶ Withdrawn
 *                  └──────reject────▶ Rejected
 * </pre>
 *
 * <p>Only an approved part is signed and served. Nobody reviews what they made.
 */
public sealed interface Part {

  /** What was uploaded; never changes. */
  Upload upload();

  /**
   * What was uploaded.
   *
   * @param partId which
   * @param avatarId of which avatar
   * @param kind what it is
   * @param version counts up from 1 within an avatar and kind
   * @param authorSubjectId who made it
   * @param source where it comes from, 1 to 256 characters
   * @param sourceSha256Hex SHA-256 of the bytes as uploaded
   * @param sha256Hex SHA-256 of the bytes as kept
   * @param sizeBytes how many are kept
   * @param form in which form they are kept
   * @param score what the rules of its kind found when it came
   * @param createTime when it came
   */
  record Upload(
      String partId,
      String avatarId,
      PartKind kind,
      int version,
      String authorSubjectId,
      String source,
      String sourceSha256Hex,
      String sha256Hex,
      long sizeBytes,
      FileForm form,
      PartScore score,
      Instant createTime) {}

  /**
   * A review.
   *
   * @param reviewerSubjectId who decided
   * @param note why, 0 to 256 characters
   * @param time when
   */
  record Review(String reviewerSubjectId, String note, Instant time) {}

  /** Waits for a review. */
  record Submitted(Upload upload) implements Part {

    /** Whether somebody may review it. */
    public boolean mayBeReviewedBy(String subjectId) {
      return !upload.authorSubjectId().equals(subjectId);
    }

    /** Fit to be served. */
    public Approved approve(Review review, AvatarSeal seal) {
      if (!seal.sha256Hex().equals(upload.sha256Hex())) {
        throw new IllegalArgumentException("the seal is of other bytes");
      }
      return new Approved(upload, require(review), seal);
    }

    /** Not fit, for good. */
    public Rejected reject(Review review) {
      return new Rejected(upload, require(review));
    }

    private Review require(Review review) {
      if (!mayBeReviewedBy(review.reviewerSubjectId())) {
        throw new IllegalArgumentException("nobody reviews what they made");
      }
      return review;
    }
  }

  /** Signed, and served. */
  record Approved(Upload upload, Review review, AvatarSeal seal) implements Part {

    /** Served no more. */
    public Withdrawn withdraw(Review last) {
      return new Withdrawn(upload, last);
    }
  }

  /** Refused. */
  record Rejected(Upload upload, Review review) implements Part {}

  /** Approved once. */
  record Withdrawn(Upload upload, Review review) implements Part {}
}
