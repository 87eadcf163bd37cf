package dev.afterglow.registry.running;

import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.CompleteSignInRequest;
import dev.afterglow.api.registry.v1.DecideIdentityReviewRequest;
import dev.afterglow.api.registry.v1.GetIdentityReviewRequest;
import dev.afterglow.api.registry.v1.IdentityReviewReason;
import dev.afterglow.api.registry.v1.IdentityReviewServiceGrpc;
import dev.afterglow.api.registry.v1.IdentityReviewVerdict;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.ListIdentityReviewsRequest;
import java.util.List;
import java.util.Map;

/** How one tenant tries the calls about reviews and sign-ins on another's. */
final class IdentityCrossing {
  /** By full name. */
  static final Map<String, BorderCrossing.Crossing> CALLS =
      Map.of(
          IdentityServiceGrpc.getCompleteSignInMethod().getFullMethodName(),
          new BorderCrossing.Crossing.LikeUnknown(
              List.of(
                  (victim, _) ->
                      CompleteSignInRequest.newBuilder()
                          .setState(victim.signInState)
                          .setError("access_denied")
                          .build())),
          IdentityReviewServiceGrpc.getDecideIdentityReviewMethod().getFullMethodName(),
          new BorderCrossing.Crossing.LikeUnknown(
              List.of(
                  (victim, own) -> refusal(victim.review, own.subject),
                  (victim, own) -> refusal(own.review, victim.subject))),
          IdentityReviewServiceGrpc.getGetIdentityReviewMethod().getFullMethodName(),
          new BorderCrossing.Crossing.LikeUnknown(
              List.of(
                  (victim, _) ->
                      GetIdentityReviewRequest.newBuilder().setReviewId(victim.review).build())),
          IdentityReviewServiceGrpc.getListIdentityReviewsMethod().getFullMethodName(),
          new BorderCrossing.Crossing.OwnOnly(
              ListIdentityReviewsRequest.newBuilder().setPageSize(100).build()));

  private IdentityCrossing() {}

  static BeginVerificationRequest.Builder verification(TenantShop own) {
    return own.caller.verification(RegistryCaller.number(), RegistryCaller.NAME);
  }

  static BeginVerificationRequest filed(TenantShop own, String filer) {
    return verification(own).setProvider("manual").setFilerSubjectId(filer).build();
  }

  private static DecideIdentityReviewRequest refusal(String review, String reviewer) {
    return DecideIdentityReviewRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setReviewId(review)
        .setReviewerSubjectId(reviewer)
        .setVerdict(IdentityReviewVerdict.IDENTITY_REVIEW_VERDICT_REFUSE)
        .setReason(IdentityReviewReason.IDENTITY_REVIEW_REASON_POLICY)
        .build();
  }
}
