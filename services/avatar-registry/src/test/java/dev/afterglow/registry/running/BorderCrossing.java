package dev.afterglow.registry.running;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormat.ParseException;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.AmendRevenueTermsRequest;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc;
import dev.afterglow.api.registry.v1.CalendarMonth;
import dev.afterglow.api.registry.v1.CloseStatementRequest;
import dev.afterglow.api.registry.v1.Consent;
import dev.afterglow.api.registry.v1.DecideRequest;
import dev.afterglow.api.registry.v1.DescribeRevenueTermsRequest;
import dev.afterglow.api.registry.v1.DeviceServiceGrpc;
import dev.afterglow.api.registry.v1.DownloadAvatarRequest;
import dev.afterglow.api.registry.v1.DownloadPartRequest;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.ExportFormat;
import dev.afterglow.api.registry.v1.ExportLicenceRequest;
import dev.afterglow.api.registry.v1.ExportServiceGrpc;
import dev.afterglow.api.registry.v1.FilingServiceGrpc;
import dev.afterglow.api.registry.v1.FilingState;
import dev.afterglow.api.registry.v1.GetAvatarRequest;
import dev.afterglow.api.registry.v1.GetCheckpointRequest;
import dev.afterglow.api.registry.v1.GetCompositionRequest;
import dev.afterglow.api.registry.v1.GetConsistencyProofRequest;
import dev.afterglow.api.registry.v1.GetDeviceRequest;
import dev.afterglow.api.registry.v1.GetInclusionProofRequest;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.GetPlatformPolicyRequest;
import dev.afterglow.api.registry.v1.GetSigningKeyRequest;
import dev.afterglow.api.registry.v1.GetStatementRequest;
import dev.afterglow.api.registry.v1.IdentityReviewServiceGrpc;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.IntendedUse;
import dev.afterglow.api.registry.v1.IntentionServiceGrpc;
import dev.afterglow.api.registry.v1.LeaseServiceGrpc;
import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import dev.afterglow.api.registry.v1.ListAvatarsRequest;
import dev.afterglow.api.registry.v1.ListCaptureSessionsRequest;
import dev.afterglow.api.registry.v1.ListDevicesRequest;
import dev.afterglow.api.registry.v1.ListEntriesRequest;
import dev.afterglow.api.registry.v1.ListFilingsRequest;
import dev.afterglow.api.registry.v1.ListLicencesRequest;
import dev.afterglow.api.registry.v1.ListPartsRequest;
import dev.afterglow.api.registry.v1.ListPersonsRequest;
import dev.afterglow.api.registry.v1.ListRevenueTermsRequest;
import dev.afterglow.api.registry.v1.ListTrainingRunsRequest;
import dev.afterglow.api.registry.v1.LogServiceGrpc;
import dev.afterglow.api.registry.v1.MakingServiceGrpc;
import dev.afterglow.api.registry.v1.MoveFilingRequest;
import dev.afterglow.api.registry.v1.OpenFilingRequest;
import dev.afterglow.api.registry.v1.OrganisationServiceGrpc;
import dev.afterglow.api.registry.v1.PartServiceGrpc;
import dev.afterglow.api.registry.v1.Party;
import dev.afterglow.api.registry.v1.PartyRole;
import dev.afterglow.api.registry.v1.PresenceServiceGrpc;
import dev.afterglow.api.registry.v1.RecordTrainingRunRequest;
import dev.afterglow.api.registry.v1.ReleaseLeaseRequest;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.ReplacePartRequest;
import dev.afterglow.api.registry.v1.ResumeVerificationRequest;
import dev.afterglow.api.registry.v1.RevenueServiceGrpc;
import dev.afterglow.api.registry.v1.RevenueTerms;
import dev.afterglow.api.registry.v1.ReviewPartRequest;
import dev.afterglow.api.registry.v1.ReviewVerdict;
import dev.afterglow.api.registry.v1.RevokeDeviceRequest;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.StartPairingRequest;
import dev.afterglow.api.registry.v1.SuspendPersonRequest;
import dev.afterglow.api.registry.v1.TitleServiceGrpc;
import dev.afterglow.api.registry.v1.UploadAvatarRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How one tenant, with things of its own, tries each call on another's. Every call of the registry
 * stands here; one that is added has to be added here too.
 */
final class BorderCrossing {
  /** By full name. */
  static final Map<String, Crossing> CALLS = new TreeMap<>();

  /** How to make each call, by full name. */
  static final Map<String, MethodDescriptor<Message, Message>> METHODS = methods();

  static {
    like(
        IdentityServiceGrpc.getBeginVerificationMethod(),
        (victim, own) -> IdentityCrossing.verification(own).setSubjectId(victim.subject).build(),
        (victim, own) -> IdentityCrossing.filed(own, victim.subject));
    like(
        IdentityServiceGrpc.getResumeVerificationMethod(),
        (victim, _) -> ResumeVerificationRequest.newBuilder().setSubjectId(victim.subject).build());
    like(
        IdentityServiceGrpc.getGetPersonMethod(),
        (victim, _) -> GetPersonRequest.newBuilder().setSubjectId(victim.subject).build());
    own(
        IdentityServiceGrpc.getListPersonsMethod(),
        ListPersonsRequest.newBuilder().setPageSize(100).build());
    like(
        IdentityServiceGrpc.getSuspendPersonMethod(),
        (victim, _) ->
            SuspendPersonRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setSubjectId(victim.subject)
                .build());
    like(
        IdentityServiceGrpc.getErasePersonMethod(),
        (victim, _) ->
            ErasePersonRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setSubjectId(victim.subject)
                .build());
    like(
        AvatarServiceGrpc.getUploadAvatarMethod(),
        (victim, own) ->
            UploadAvatarRequest.newBuilder()
                .setHeader(own.caller.header(victim.subject, TinyAvatar.glb(1)))
                .build());
    like(
        AvatarServiceGrpc.getGetAvatarMethod(),
        (victim, _) -> GetAvatarRequest.newBuilder().setAvatarId(victim.avatar).build());
    own(
        AvatarServiceGrpc.getListAvatarsMethod(),
        ListAvatarsRequest.newBuilder().setPageSize(100).build());
    like(
        AvatarServiceGrpc.getDownloadAvatarMethod(),
        (victim, _) -> DownloadAvatarRequest.newBuilder().setAvatarId(victim.avatar).build());
    nobody(
        AvatarServiceGrpc.getGetSigningKeyMethod(), _ -> GetSigningKeyRequest.getDefaultInstance());
    like(
        LicenceServiceGrpc.getGrantLicenceMethod(),
        (victim, own) -> WorkCrossing.grant(own, own.subject, victim.avatar),
        (victim, own) -> WorkCrossing.grant(own, victim.subject, own.avatar),
        (victim, own) -> WorkCrossing.grantTo(own, victim.organisation),
        (victim, own) -> WorkCrossing.sublicence(own, victim.licenceId(), own.subject),
        (victim, own) -> WorkCrossing.sublicence(own, own.licenceId(), victim.subject),
        (victim, own) -> WorkCrossing.over(own, victim.part));
    like(
        LicenceServiceGrpc.getRevokeLicenceMethod(),
        (victim, _) ->
            RevokeLicenceRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setLicenceId(victim.licenceId())
                .build());
    like(
        LicenceServiceGrpc.getWithdrawLicenceMethod(),
        (victim, _) -> WithdrawLicenceTest.unsigned(victim.licenceId(), victim.device));
    like(
        LicenceServiceGrpc.getGetLicenceMethod(),
        (victim, _) -> GetLicenceRequest.newBuilder().setLicenceId(victim.licenceId()).build());
    like(
        LicenceServiceGrpc.getListLicencesMethod(),
        (victim, _) -> ListLicencesRequest.newBuilder().setAvatarId(victim.avatar).build());
    like(
        LicenceServiceGrpc.getDecideMethod(),
        (victim, _) -> decide(victim.use.toBuilder()),
        (victim, own) -> decide(own.use.toBuilder().setLicenceId(victim.licenceId())),
        (victim, own) -> decide(own.use.toBuilder().setAvatarId(victim.avatar)),
        (victim, own) -> decide(own.use.toBuilder().setDriverSubjectId(victim.subject)));
    nobody(
        LicenceServiceGrpc.getGetPlatformPolicyMethod(),
        _ -> GetPlatformPolicyRequest.newBuilder().setPlatform("showroom").build());
    like(
        LeaseServiceGrpc.getAcquireLeaseMethod(),
        (victim, _) -> TenantShop.acquire(victim.leaseRequest, victim.use, victim.holder),
        (victim, own) -> acquire(own.use.toBuilder().setLicenceId(victim.licenceId())),
        (victim, own) -> acquire(own.use.toBuilder().setAvatarId(victim.avatar)),
        (victim, own) -> acquire(own.use.toBuilder().setDriverSubjectId(victim.subject)));
    like(
        LeaseServiceGrpc.getRenewLeaseMethod(),
        (victim, _) -> RenewLeaseRequest.newBuilder().setLeaseId(victim.lease).build());
    like(
        LeaseServiceGrpc.getReleaseLeaseMethod(),
        (victim, _) -> ReleaseLeaseRequest.newBuilder().setLeaseId(victim.lease).build());
    apart(LeaseServiceGrpc.getWatchLeasesMethod(), "shouldHearNothingOfAnothersHolder");
    like(
        DeviceServiceGrpc.getStartPairingMethod(),
        (victim, _) -> StartPairingRequest.newBuilder().setSubjectId(victim.subject).build());
    apart(DeviceServiceGrpc.getEnrolDeviceMethod(), "shouldFindNoCodeOfAnothers");
    like(
        DeviceServiceGrpc.getGetDeviceMethod(),
        (victim, _) -> GetDeviceRequest.newBuilder().setDeviceId(victim.device).build());
    like(
        DeviceServiceGrpc.getListDevicesMethod(),
        (victim, _) -> ListDevicesRequest.newBuilder().setSubjectId(victim.subject).build());
    like(
        DeviceServiceGrpc.getRevokeDeviceMethod(),
        (victim, _) ->
            RevokeDeviceRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setDeviceId(victim.device)
                .build());
    apart(LogServiceGrpc.getAppendEvidenceMethod(), "shouldKeepEqualRequestsApart");
    apart(LogServiceGrpc.getGetOpeningMethod(), "shouldOpenNoEntryOfAnothers");
    nobody(LogServiceGrpc.getGetCheckpointMethod(), _ -> GetCheckpointRequest.getDefaultInstance());
    nobody(
        LogServiceGrpc.getGetInclusionProofMethod(),
        victim ->
            GetInclusionProofRequest.newBuilder()
                .setIndex(victim.index)
                .setTreeSize(victim.index + 1)
                .build());
    nobody(
        LogServiceGrpc.getGetConsistencyProofMethod(),
        victim ->
            GetConsistencyProofRequest.newBuilder()
                .setFirstTreeSize(victim.index)
                .setSecondTreeSize(victim.index + 1)
                .build());
    nobody(
        LogServiceGrpc.getListEntriesMethod(),
        victim ->
            ListEntriesRequest.newBuilder()
                .setStartIndex(Math.max(0, victim.index - 100))
                .setPageSize(101)
                .build());
    parts();
    making();
    revenue();
    CALLS.putAll(IdentityCrossing.CALLS);
    CALLS.putAll(WorkCrossing.CALLS);
  }

  private static void parts() {
    byte[] bytes = {'k'};
    like(
        PartServiceGrpc.getUploadPartMethod(),
        (victim, own) -> TenantShop.part(victim.avatar, own.subject, bytes),
        (victim, own) -> TenantShop.part(own.avatar, victim.subject, bytes));
    like(
        PartServiceGrpc.getReviewPartMethod(),
        (victim, own) -> review(victim.part, own.subject),
        (victim, own) -> review(own.part, victim.subject));
    like(
        PartServiceGrpc.getReplacePartMethod(),
        (victim, _) ->
            ReplacePartRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setPartId(victim.part)
                .build());
    like(
        PartServiceGrpc.getDefineLookMethod(),
        (victim, _) -> TenantShop.look(victim.avatar, victim.part),
        (victim, own) -> TenantShop.look(own.avatar, victim.part));
    like(
        PartServiceGrpc.getListPartsMethod(),
        (victim, _) -> ListPartsRequest.newBuilder().setAvatarId(victim.avatar).build());
    like(
        PartServiceGrpc.getGetCompositionMethod(),
        (victim, _) -> GetCompositionRequest.newBuilder().setAvatarId(victim.avatar).build());
    like(
        PartServiceGrpc.getDownloadPartMethod(),
        (victim, _) -> DownloadPartRequest.newBuilder().setPartId(victim.part).build());
    like(
        FilingServiceGrpc.getOpenFilingMethod(),
        (victim, _) ->
            OpenFilingRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setAvatarId(victim.avatar)
                .setScheme("douyin.avatar")
                .setAuthority("creator centre")
                .build());
    like(
        FilingServiceGrpc.getMoveFilingMethod(),
        (victim, _) ->
            MoveFilingRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setFilingId(victim.filing)
                .setState(FilingState.FILING_STATE_SUBMITTED)
                .setEvidenceSha256(ByteString.copyFrom(new byte[32]))
                .setEvidenceReference("folder 1")
                .build());
    like(
        FilingServiceGrpc.getListFilingsMethod(),
        (victim, _) -> ListFilingsRequest.newBuilder().setAvatarId(victim.avatar).build());
  }

  private static void making() {
    like(
        MakingServiceGrpc.getRecordCaptureSessionMethod(),
        (victim, own) -> TenantShop.session(victim.avatar, own.subject),
        (victim, own) -> TenantShop.session(own.avatar, victim.subject));
    like(
        MakingServiceGrpc.getRecordTrainingRunMethod(),
        (victim, own) -> TenantShop.run(own.avatar, victim.session).build(),
        (victim, own) -> TenantShop.run(victim.avatar, own.session).build(),
        (victim, own) -> {
          RecordTrainingRunRequest.Builder run = TenantShop.run(own.avatar, own.session);
          run.getRunBuilder().setPartId(victim.part);
          return run.build();
        });
    like(
        MakingServiceGrpc.getListCaptureSessionsMethod(),
        (victim, _) -> ListCaptureSessionsRequest.newBuilder().setAvatarId(victim.avatar).build());
    like(
        MakingServiceGrpc.getListTrainingRunsMethod(),
        (victim, _) -> ListTrainingRunsRequest.newBuilder().setAvatarId(victim.avatar).build());
  }

  private static void revenue() {
    RevenueTerms terms =
        RevenueTerms.newBuilder()
            .setCurrencyCode("CNY")
            .setTimeZone("Asia/Shanghai")
            .setKeeper(Party.newBuilder().setRole(PartyRole.PARTY_ROLE_OPERATOR).setPartyId("shop"))
            .build();
    CalendarMonth month = CalendarMonth.newBuilder().setYear(2026).setMonth(10).build();
    nobody(
        RevenueServiceGrpc.getDescribeRevenueTermsMethod(),
        _ -> DescribeRevenueTermsRequest.newBuilder().setTerms(terms).build());
    like(
        RevenueServiceGrpc.getAmendRevenueTermsMethod(),
        (victim, own) -> {
          RegistryCaller caller = own.caller;
          Consent.Builder consent =
              caller.grant(own.subject, caller.terms(own.avatar).build()).getConsentBuilder();
          return AmendRevenueTermsRequest.newBuilder()
              .setRequestId(RegistryCaller.id())
              .setLicenceId(victim.licenceId())
              .setTerms(terms)
              .setConsent(
                  consent.setRevenueSha256(
                      RevenueServiceGrpc.newBlockingStub(caller.channel())
                          .describeRevenueTerms(
                              DescribeRevenueTermsRequest.newBuilder().setTerms(terms).build())
                          .getSha256()))
              .build();
        });
    like(
        RevenueServiceGrpc.getListRevenueTermsMethod(),
        (victim, _) ->
            ListRevenueTermsRequest.newBuilder().setLicenceId(victim.licenceId()).build());
    like(
        RevenueServiceGrpc.getGetStatementMethod(),
        (victim, _) ->
            GetStatementRequest.newBuilder()
                .setLicenceId(victim.licenceId())
                .setMonth(month)
                .setCurrencyCode("CNY")
                .build());
    like(
        RevenueServiceGrpc.getCloseStatementMethod(),
        (victim, _) ->
            CloseStatementRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setLicenceId(victim.licenceId())
                .setMonth(month)
                .setSha256(ByteString.copyFrom(new byte[32]))
                .build());
    like(
        ExportServiceGrpc.getExportLicenceMethod(),
        (victim, _) ->
            ExportLicenceRequest.newBuilder()
                .setLicenceId(victim.licenceId())
                .setFormat(ExportFormat.EXPORT_FORMAT_ODRL_JSON_LD)
                .build());
  }

  private static DecideRequest decide(IntendedUse.Builder use) {
    return DecideRequest.newBuilder().setUse(use).build();
  }

  private static AcquireLeaseRequest acquire(IntendedUse.Builder use) {
    return TenantShop.acquire(RegistryCaller.id(), use.build(), "worker-of-nobody");
  }

  private static ReviewPartRequest review(String part, String reviewer) {
    return ReviewPartRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setPartId(part)
        .setVerdict(ReviewVerdict.REVIEW_VERDICT_APPROVE)
        .setReviewerSubjectId(reviewer)
        .setNote("seen")
        .build();
  }

  private BorderCrossing() {}

  @SafeVarargs
  private static void like(
      MethodDescriptor<?, ?> method, BiFunction<TenantShop, TenantShop, Message>... requests) {
    CALLS.put(method.getFullMethodName(), new Crossing.LikeUnknown(List.of(requests)));
  }

  private static void own(MethodDescriptor<?, ?> method, Message request) {
    CALLS.put(method.getFullMethodName(), new Crossing.OwnOnly(request));
  }

  private static void nobody(MethodDescriptor<?, ?> method, Function<TenantShop, Message> request) {
    CALLS.put(method.getFullMethodName(), new Crossing.NamesNobody(request));
  }

  private static void apart(MethodDescriptor<?, ?> method, String test) {
    CALLS.put(method.getFullMethodName(), new Crossing.Apart(test));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, MethodDescriptor<Message, Message>> methods() {
    Map<String, MethodDescriptor<Message, Message>> methods = new LinkedHashMap<>();
    for (ServiceDescriptor service :
        List.of(
            IdentityServiceGrpc.getServiceDescriptor(),
            IdentityReviewServiceGrpc.getServiceDescriptor(),
            PresenceServiceGrpc.getServiceDescriptor(),
            IntentionServiceGrpc.getServiceDescriptor(),
            AvatarServiceGrpc.getServiceDescriptor(),
            LicenceServiceGrpc.getServiceDescriptor(),
            LeaseServiceGrpc.getServiceDescriptor(),
            DeviceServiceGrpc.getServiceDescriptor(),
            LogServiceGrpc.getServiceDescriptor(),
            PartServiceGrpc.getServiceDescriptor(),
            FilingServiceGrpc.getServiceDescriptor(),
            MakingServiceGrpc.getServiceDescriptor(),
            RevenueServiceGrpc.getServiceDescriptor(),
            ExportServiceGrpc.getServiceDescriptor(),
            OrganisationServiceGrpc.getServiceDescriptor(),
            TitleServiceGrpc.getServiceDescriptor())) {
      service
          .getMethods()
          .forEach(
              it -> methods.put(it.getFullMethodName(), (MethodDescriptor<Message, Message>) it));
    }
    return methods;
  }

  /** A request with an id that nobody has in the place of each id of a tenant. */
  static Message strange(Message request, Map<String, String> others) {
    Message.Builder strange = request.newBuilderForType();
    try {
      TextFormat.merge(replaced(TextFormat.printer().printToString(request), others), strange);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
    return strange.build();
  }

  static String replaced(String text, Map<String, String> others) {
    String replaced = text;
    for (Map.Entry<String, String> other : others.entrySet()) {
      replaced = replaced.replace(other.getKey(), other.getValue());
    }
    return replaced;
  }

  /** All that a caller is told: the answers and how the call ended, without the time of day. */
  static String told(RegistryCaller caller, String call, Message request) {
    CompletableFuture<String> told = new CompletableFuture<>();
    StringBuilder heard = new StringBuilder();
    ClientCall<Message, Message> running =
        caller.channel().newCall(METHODS.get(call), CallOptions.DEFAULT);
    running.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(Message answer) {
            heard.append(TextFormat.printer().printToString(answer));
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            heard.append(status.getCode()).append(' ').append(status.getDescription());
            if (!status.isOk()) {
              heard.append(' ').append(RegistryCaller.info(status.asRuntimeException(trailers)));
            }
            told.complete(heard.toString());
          }
        },
        new Metadata());
    running.request(Integer.MAX_VALUE);
    running.sendMessage(request);
    running.halfClose();
    return RegistryCaller.await(told);
  }
}
