package dev.afterglow.registry.licence.grpc;

import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DecideResponse;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetLicenceResponse;
import dev.afterglow.api.registry.v1.GetPlatformPolicyRequest;
import dev.afterglow.api.registry.v1.GetPlatformPolicyResponse;
import dev.afterglow.api.registry.v1.GrantLicenceRequest;
import dev.afterglow.api.registry.v1.GrantLicenceResponse;
import dev.afterglow.api.registry.v1.LicenceService;
import dev.afterglow.api.registry.v1.ListLicencesRequest;
import dev.afterglow.api.registry.v1.ListLicencesResponse;
import dev.afterglow.api.registry.v1.Liveness;
import dev.afterglow.api.registry.v1.MotionMode;
import dev.afterglow.api.registry.v1.PolicyRow;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.RevokeLicenceResponse;
import dev.afterglow.api.registry.v1.VoiceMode;
import dev.afterglow.api.registry.v1.WithdrawLicenceRequest;
import dev.afterglow.api.registry.v1.WithdrawLicenceResponse;
import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.history.storage.PastDecisions;
import dev.afterglow.registry.lease.storage.LeaseFeed;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.licence.storage.Granting;
import dev.afterglow.registry.licence.storage.LicenceDesk;
import dev.afterglow.registry.licence.storage.WithdrawalDesk;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.policy.PlatformPolicy;
import dev.afterglow.registry.policy.PolicyTable;
import dev.afterglow.registry.storage.PageToken;
import dev.afterglow.registry.use.IntendedUse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Licences over gRPC: mapper in, mapper out. */
@GrpcService
public class LicenceGrpc implements LicenceService {
  private final LicenceDesk desk;
  private final Granting granting;
  private final WithdrawalDesk withdrawals;
  private final PastDecisions past;
  private final PolicyTable policies;
  private final Once once;
  private final LeaseFeed feed;
  private final Clock clock;

  @Inject
  LicenceGrpc(
      LicenceDesk desk,
      Granting granting,
      WithdrawalDesk withdrawals,
      PastDecisions past,
      PolicyTable policies,
      Once once,
      LeaseFeed feed,
      Clock clock) {
    this.desk = desk;
    this.granting = granting;
    this.withdrawals = withdrawals;
    this.past = past;
    this.policies = policies;
    this.once = once;
    this.feed = feed;
    this.clock = clock;
  }

  @Override
  public Uni<GrantLicenceResponse> grantLicence(GrantLicenceRequest request) {
    LicenceTerms terms = LicenceWords.terms(request.getTerms());
    Consent consent = LicenceWords.consent(request.getConsent());
    return once.run(
        request.getRequestId(),
        request,
        GrantLicenceResponse.parser(),
        () ->
            granting
                .grant(
                    new Granting.Wish(
                        Words.id(request.getLicensorSubjectId()),
                        terms,
                        consent,
                        Words.id(request.getParentLicenceId()),
                        Words.id(request.getGrantorSubjectId())))
                .chain(licence -> told(licence))
                .map(licence -> GrantLicenceResponse.newBuilder().setLicence(licence).build()));
  }

  @Override
  public Uni<RevokeLicenceResponse> revokeLicence(RevokeLicenceRequest request) {
    return once.run(
            request.getRequestId(),
            request,
            RevokeLicenceResponse.parser(),
            () ->
                desk.revoke(
                        Words.id(request.getLicenceId()),
                        AgreementWords.ground(request.getGround()),
                        request.getGrounds())
                    .chain(licence -> told(licence))
                    .map(licence -> RevokeLicenceResponse.newBuilder().setLicence(licence).build()))
        .invoke(feed::nudge);
  }

  @Override
  public Uni<WithdrawLicenceResponse> withdrawLicence(WithdrawLicenceRequest request) {
    return once.runAfter(
            request.getRequestId(),
            request,
            WithdrawLicenceResponse.parser(),
            () ->
                withdrawals.proven(
                    Words.id(request.getLicenceId()),
                    Words.id(request.getDeviceId()),
                    request.getSignature().toByteArray()),
            signed ->
                withdrawals
                    .withdraw(signed)
                    .chain(licence -> told(licence))
                    .map(
                        licence ->
                            WithdrawLicenceResponse.newBuilder().setLicence(licence).build()))
        .invoke(feed::nudge);
  }

  @Override
  public Uni<GetLicenceResponse> getLicence(GetLicenceRequest request) {
    return desk.signed(Words.id(request.getLicenceId()))
        .map(it -> GetLicenceResponse.newBuilder().setLicence(LicenceWords.licence(it)).build());
  }

  /** A licence just changed, as it is told; in the transaction that changed it. */
  private Uni<dev.afterglow.api.registry.v1.Licence> told(Licence licence) {
    return desk.told(licence).map(LicenceWords::licence);
  }

  @Override
  public Uni<ListLicencesResponse> listLicences(ListLicencesRequest request) {
    int size = PageToken.size(request.getPageSize());
    String before = PageToken.before(request.getPageToken());
    return desk.before(before, Words.id(request.getAvatarId()), size)
        .map(
            page ->
                ListLicencesResponse.newBuilder()
                    .addAllLicences(page.stream().map(LicenceWords::licence).toList())
                    .setNextPageToken(
                        PageToken.after(page, size, it -> it.licence().grant().licenceId()))
                    .build());
  }

  @Override
  public Uni<DecideResponse> decide(DecideRequest request) {
    IntendedUse use = Words.use(request.getUse());
    Uni<Decision> decision =
        request.hasAtTime()
            ? past.decide(use, Words.instant(request.getAtTime()))
            : desk.decide(use);
    return decision.map(LicenceGrpc::decision);
  }

  private static DecideResponse decision(Decision decision) {
    return DecideResponse.newBuilder()
        .setAllowed(decision.allowed())
        .addAllDenials(decision.denials().stream().map(LicenceWords::denial).toList())
        .setDecideTime(Words.timestamp(decision.decideTime()))
        .setEpoch(decision.epoch())
        .build();
  }

  @Override
  public Uni<GetPlatformPolicyResponse> getPlatformPolicy(GetPlatformPolicyRequest request) {
    Instant at = request.hasAtTime() ? Words.instant(request.getAtTime()) : clock.instant();
    return Uni.createFrom()
        .item(
            () ->
                policies
                    .inForce(request.getPlatform(), at)
                    .map(LicenceGrpc::policy)
                    .orElseThrow(
                        () -> Faults.invalidField("platform", "no policy is known for it")));
  }

  private static GetPlatformPolicyResponse policy(PlatformPolicy policy) {
    return GetPlatformPolicyResponse.newBuilder()
        .setPlatform(policy.platform())
        .setEffectiveTime(Words.timestamp(policy.effectiveTime()))
        .addAllRows(policy.rows().stream().map(LicenceGrpc::row).toList())
        .setMaxFigureShare(policy.maxFigureShare())
        .setSource(policy.source())
        .setLeaseTtl(Words.duration(policy.leaseTtl()))
        .setLongestLeaseTtl(Words.duration(policy.longestLeaseTtl()))
        .setPresenceWithin(Words.duration(policy.presenceWithin()))
        .setPresenceSource(policy.presenceSource())
        .setIdleMotion(policy.idleMotion())
        .build();
  }

  private static PolicyRow row(dev.afterglow.registry.policy.PolicyRow row) {
    return PolicyRow.newBuilder()
        .setOwnerDrives(row.ownerDrives())
        .setVoice(Words.contract(row.voice(), "VOICE_MODE_", VoiceMode.class))
        .setMotion(Words.contract(row.motion(), "MOTION_MODE_", MotionMode.class))
        .setLiveness(Words.contract(row.liveness(), "LIVENESS_", Liveness.class))
        .setAllowed(row.allowed())
        .setSource(row.source())
        .build();
  }
}
