package dev.afterglow.registry.identity.review.grpc;

import dev.afterglow.api.registry.v1.DecideIdentityReviewRequest;
import dev.afterglow.api.registry.v1.DocumentType;
import dev.afterglow.api.registry.v1.IdentityReviewDecision;
import dev.afterglow.api.registry.v1.IdentityReviewReason;
import dev.afterglow.api.registry.v1.IdentityReviewState;
import dev.afterglow.api.registry.v1.IdentityReviewVerdict;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.identity.review.IdentityReview;
import dev.afterglow.registry.identity.review.ReviewReason;
import dev.afterglow.registry.identity.review.ReviewVerdict;
import dev.afterglow.registry.identity.review.Ruling;

/** A review in the contract's words. */
final class ReviewWords {
  private static final String REASON = "IDENTITY_REVIEW_REASON_";
  private static final String VERDICT = "IDENTITY_REVIEW_VERDICT_";

  private ReviewWords() {}

  /** Decisions are told once nobody can decide any more. */
  static dev.afterglow.api.registry.v1.IdentityReview review(IdentityReview review) {
    var message =
        dev.afterglow.api.registry.v1.IdentityReview.newBuilder()
            .setReviewId(review.about().reviewId())
            .setSubjectId(review.about().subjectId())
            .setFilerSubjectId(review.about().filerSubjectId())
            .setDocumentType(
                Words.contract(review.about().documentType(), "DOCUMENT_TYPE_", DocumentType.class))
            .setState(IdentityReviewState.valueOf("IDENTITY_REVIEW_STATE_" + review.word()))
            .setDecisionCount(review.rulings().size())
            .setFileTime(Words.timestamp(review.about().fileTime()))
            .setExpireTime(Words.timestamp(review.about().expireTime()));
    if (!(review instanceof IdentityReview.Undecided)) {
      review.rulings().forEach(ruling -> message.addDecisions(decision(ruling)));
    }
    return message.build();
  }

  private static IdentityReviewDecision decision(Ruling ruling) {
    return IdentityReviewDecision.newBuilder()
        .setReviewerSubjectId(ruling.reviewerSubjectId())
        .setVerdict(Words.contract(ruling.verdict(), VERDICT, IdentityReviewVerdict.class))
        .setReason(Words.contract(ruling.reason(), REASON, IdentityReviewReason.class))
        .setDecideTime(Words.timestamp(ruling.time()))
        .build();
  }

  /** The reason, which has to go with the verdict, and the verdict with a document or none. */
  static ReviewReason reason(DecideIdentityReviewRequest request) {
    ReviewReason reason =
        Words.domain(request.getReason(), REASON, ReviewReason.class)
            .orElseThrow(() -> Faults.invalidField("reason", "the reason is unknown"));
    boolean fits =
        Words.domain(request.getVerdict(), VERDICT, ReviewVerdict.class)
            .filter(verdict -> verdict == reason.verdict())
            .isPresent();
    if (!fits) {
      throw Faults.invalidField("reason", "the reason does not go with the verdict");
    }
    if (request.hasDocument() != (reason.verdict() == ReviewVerdict.APPROVE)) {
      throw Faults.invalidField(
          "document", "whoever approves, and nobody else, says what they read");
    }
    return reason;
  }
}
