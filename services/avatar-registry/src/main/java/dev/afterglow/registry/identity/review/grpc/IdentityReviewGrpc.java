package dev.afterglow.registry.identity.review.grpc;

import dev.afterglow.api.registry.v1.DecideIdentityReviewRequest;
import dev.afterglow.api.registry.v1.DecideIdentityReviewResponse;
import dev.afterglow.api.registry.v1.GetIdentityReviewRequest;
import dev.afterglow.api.registry.v1.GetIdentityReviewResponse;
import dev.afterglow.api.registry.v1.IdentityReviewService;
import dev.afterglow.api.registry.v1.IdentityReviewState;
import dev.afterglow.api.registry.v1.ListIdentityReviewsRequest;
import dev.afterglow.api.registry.v1.ListIdentityReviewsResponse;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.grpc.DocumentWords;
import dev.afterglow.registry.identity.presence.storage.PresenceDesk;
import dev.afterglow.registry.identity.review.ManualVerifier;
import dev.afterglow.registry.identity.review.ReviewReason;
import dev.afterglow.registry.identity.review.storage.ReviewDesk;
import dev.afterglow.registry.identity.storage.IdentityDesk;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.storage.PageToken;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.Optional;

/** Reviews over gRPC: mapper in, mapper out. */
@GrpcService
public class IdentityReviewGrpc implements IdentityReviewService {
  private final ReviewDesk reviews;
  private final IdentityDesk identities;
  private final PresenceDesk presences;
  private final Once once;

  @Inject
  IdentityReviewGrpc(
      ReviewDesk reviews, IdentityDesk identities, PresenceDesk presences, Once once) {
    this.reviews = reviews;
    this.identities = identities;
    this.presences = presences;
    this.once = once;
  }

  @Override
  public Uni<DecideIdentityReviewResponse> decideIdentityReview(
      DecideIdentityReviewRequest request) {
    ReviewReason reason = ReviewWords.reason(request);
    Optional<Document> read =
        request.hasDocument()
            ? Optional.of(DocumentWords.document(request.getDocument()))
            : Optional.empty();
    return once.run(
            request.getRequestId(),
            request,
            DecideIdentityReviewResponse.parser(),
            () ->
                reviews
                    .decide(
                        Words.id(request.getReviewId()),
                        Words.id(request.getReviewerSubjectId()),
                        reason,
                        read)
                    .map(
                        review ->
                            DecideIdentityReviewResponse.newBuilder()
                                .setReview(ReviewWords.review(review))
                                .build()))
        .call(this::takeOver);
  }

  /** Moves the presence or the person as soon as the review is decided; safe to repeat. */
  private Uni<?> takeOver(DecideIdentityReviewResponse decided) {
    if (decided.getReview().getState() == IdentityReviewState.IDENTITY_REVIEW_STATE_UNDECIDED) {
      return Uni.createFrom().voidItem();
    }
    return presences
        .resume(new Attempt(ManualVerifier.NAME, decided.getReview().getReviewId()))
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().voidItem()
                    : identities.resume(decided.getReview().getSubjectId()).replaceWithVoid());
  }

  @Override
  public Uni<GetIdentityReviewResponse> getIdentityReview(GetIdentityReviewRequest request) {
    return reviews
        .review(Words.id(request.getReviewId()))
        .map(
            review ->
                GetIdentityReviewResponse.newBuilder()
                    .setReview(ReviewWords.review(review))
                    .build());
  }

  @Override
  public Uni<ListIdentityReviewsResponse> listIdentityReviews(ListIdentityReviewsRequest request) {
    int size = PageToken.size(request.getPageSize());
    return reviews
        .before(PageToken.before(request.getPageToken()), size, request.getUndecidedOnly())
        .map(
            page ->
                ListIdentityReviewsResponse.newBuilder()
                    .addAllReviews(page.stream().map(ReviewWords::review).toList())
                    .setNextPageToken(
                        PageToken.after(page, size, review -> review.about().reviewId()))
                    .build());
  }
}
