package dev.afterglow.registry.running;

import dev.afterglow.api.registry.v1.BeginIntentionRequest;
import dev.afterglow.api.registry.v1.BeginPresenceRequest;
import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.CompleteSignInRequest;
import dev.afterglow.api.registry.v1.DecideIdentityReviewRequest;
import dev.afterglow.api.registry.v1.GetIdentityReviewRequest;
import dev.afterglow.api.registry.v1.GetPresenceRequest;
import dev.afterglow.api.registry.v1.GetVerifiedClaimsRequest;
import dev.afterglow.api.registry.v1.IdentityReviewReason;
import dev.afterglow.api.registry.v1.IdentityReviewServiceGrpc;
import dev.afterglow.api.registry.v1.IdentityReviewVerdict;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.IntentionServiceGrpc;
import dev.afterglow.api.registry.v1.ListIdentityReviewsRequest;
import dev.afterglow.api.registry.v1.PresenceServiceGrpc;
import dev.afterglow.api.registry.v1.ResumeIntentionRequest;
import dev.afterglow.api.registry.v1.ResumePresenceRequest;
import dev.afterglow.api.registry.v1.RevokePersonRequest;
import java.util.List;
import java.util.Map;

/** How one tenant tries the calls about reviews and sign-ins on another's. */
final class IdentityCrossing {
  /** By full name. */
  static final Map<String, Crossing> CALLS =
      Map.ofEntries(
          Map.entry(
              IdentityServiceGrpc.getRevokePersonMethod().getFullMethodName(),
              new Crossing.LikeUnknown(
                  List.of(
                      (victim, own) -> revocation(victim.subject, own.subject),
                      (victim, own) -> revocation(own.subject, victim.subject)))),
          Map.entry(
              IdentityServiceGrpc.getGetVerifiedClaimsMethod().getFullMethodName(),
              new Crossing.LikeUnknown(
                  List.of(
                      (victim, _) ->
                          GetVerifiedClaimsRequest.newBuilder()
                              .setSubjectId(victim.subject)
                              .build()))),
          Map.entry(
              PresenceServiceGrpc.getBeginPresenceMethod().getFullMethodName(),
              new Crossing.LikeUnknown(
                  List.of(
                      (victim, _) ->
                          BeginPresenceRequest.newBuilder()
                              .setRequestId(RegistryCaller.id())
                              .setSubjectId(victim.subject)
                              .setProvider("simulator")
                              .build()))),
          Map.entry(
              PresenceServiceGrpc.getResumePresenceMethod().getFullMethodName(),
              new Crossing.LikeUnknown(
                  List.of(
                      (victim, _) ->
                          ResumePresenceRequest.newBuilder()
                              .setPresenceId(victim.presence)
                              .build()))),
          Map.entry(
              PresenceServiceGrpc.getGetPresenceMethod().getFullMethodName(),
              new Crossing.LikeUnknown(
                  List.of(
                      (victim, _) ->
                          GetPresenceRequest.newBuilder().setPresenceId(victim.presence).build()))),
          Map.entry(
              IdentityServiceGrpc.getCompleteSignInMethod().getFullMethodName(),
              new Crossing.LikeUnknown(
                  List.of(
                      (victim, _) ->
                          CompleteSignInRequest.newBuilder()
                              .setState(victim.signInState)
                              .setError("access_denied")
                              .build()))),
          Map.entry(
              IdentityReviewServiceGrpc.getDecideIdentityReviewMethod().getFullMethodName(),
              new Crossing.LikeUnknown(
                  List.of(
                      (victim, own) -> refusal(victim.review, own.subject),
                      (victim, own) -> refusal(own.review, victim.subject)))),
          Map.entry(
              IdentityReviewServiceGrpc.getGetIdentityReviewMethod().getFullMethodName(),
              new Crossing.LikeUnknown(
                  List.of(
                      (victim, _) ->
                          GetIdentityReviewRequest.newBuilder()
                              .setReviewId(victim.review)
                              .build()))),
          Map.entry(
              IdentityReviewServiceGrpc.getListIdentityReviewsMethod().getFullMethodName(),
              new Crossing.OwnOnly(
                  ListIdentityReviewsRequest.newBuilder().setPageSize(100).build())),
          Map.entry(
              IntentionServiceGrpc.getBeginIntentionMethod().getFullMethodName(),
              new Crossing.LikeUnknown(
                  List.of(
                      (victim, own) ->
                          BeginIntentionRequest.newBuilder()
                              .setRequestId(RegistryCaller.id())
                              .setLicensorSubjectId(victim.subject)
                              .setTerms(own.caller.terms(own.avatar))
                              .setProvider("simulator")
                              .setLocale("zh-CN")
                              .build()))),
          Map.entry(
              IntentionServiceGrpc.getResumeIntentionMethod().getFullMethodName(),
              new Crossing.LikeUnknown(
                  List.of(
                      (victim, _) ->
                          ResumeIntentionRequest.newBuilder()
                              .setIntentionId(victim.intention)
                              .build()))));

  private IdentityCrossing() {}

  static BeginVerificationRequest.Builder verification(TenantShop own) {
    return own.caller.verification(RegistryCaller.number(), RegistryCaller.NAME);
  }

  static BeginVerificationRequest filed(TenantShop own, String filer) {
    return verification(own).setProvider("manual").setFilerSubjectId(filer).build();
  }

  private static RevokePersonRequest revocation(String subject, String reviewer) {
    return RevokePersonRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setSubjectId(subject)
        .setReviewerSubjectId(reviewer)
        .build();
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
