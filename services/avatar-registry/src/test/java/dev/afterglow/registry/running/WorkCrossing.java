package dev.afterglow.registry.running;

import dev.afterglow.api.registry.v1.AddMemberRequest;
import dev.afterglow.api.registry.v1.CreateOrganisationRequest;
import dev.afterglow.api.registry.v1.EndMembershipRequest;
import dev.afterglow.api.registry.v1.GetChainOfTitleRequest;
import dev.afterglow.api.registry.v1.GrantLicenceRequest;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.ListMembersRequest;
import dev.afterglow.api.registry.v1.ListOrganisationsRequest;
import dev.afterglow.api.registry.v1.OrganisationServiceGrpc;
import dev.afterglow.api.registry.v1.TitleServiceGrpc;
import dev.afterglow.api.registry.v1.TransferTitleRequest;
import java.util.List;
import java.util.Map;

/** How one tenant tries the calls about organisations and titles on another's. */
final class WorkCrossing {
  /** By full name. */
  static final Map<String, Crossing> CALLS =
      Map.of(
          OrganisationServiceGrpc.getCreateOrganisationMethod().getFullMethodName(),
          new Crossing.NamesNobody(
              _ ->
                  CreateOrganisationRequest.newBuilder()
                      .setRequestId(RegistryCaller.id())
                      .setDisplayName("nobody's")
                      .build()),
          OrganisationServiceGrpc.getListOrganisationsMethod().getFullMethodName(),
          new Crossing.OwnOnly(ListOrganisationsRequest.newBuilder().setPageSize(100).build()),
          OrganisationServiceGrpc.getAddMemberMethod().getFullMethodName(),
          new Crossing.LikeUnknown(
              List.of(
                  (victim, own) -> joining(victim.organisation, own.subject),
                  (victim, own) -> joining(own.organisation, victim.subject))),
          OrganisationServiceGrpc.getEndMembershipMethod().getFullMethodName(),
          new Crossing.LikeUnknown(
              List.of(
                  (victim, _) ->
                      EndMembershipRequest.newBuilder()
                          .setRequestId(RegistryCaller.id())
                          .setMembershipId(victim.membership)
                          .build())),
          OrganisationServiceGrpc.getListMembersMethod().getFullMethodName(),
          new Crossing.LikeUnknown(
              List.of(
                  (victim, _) ->
                      ListMembersRequest.newBuilder()
                          .setOrganisationId(victim.organisation)
                          .build())),
          TitleServiceGrpc.getTransferTitleMethod().getFullMethodName(),
          new Crossing.LikeUnknown(
              List.of(
                  (victim, own) -> transfer(own, victim.part, own.subject, own.other),
                  (victim, own) -> transfer(own, own.part, victim.subject, own.subject),
                  (victim, own) -> transfer(own, own.part, own.subject, victim.subject))),
          TitleServiceGrpc.getGetChainOfTitleMethod().getFullMethodName(),
          new Crossing.LikeUnknown(
              List.of(
                  (victim, _) ->
                      GetChainOfTitleRequest.newBuilder()
                          .setLicenceId(victim.licenceId())
                          .build())));

  private WorkCrossing() {}

  static AddMemberRequest joining(String organisation, String subject) {
    return AddMemberRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setOrganisationId(organisation)
        .setSubjectId(subject)
        .build();
  }

  private static TransferTitleRequest transfer(
      TenantShop own, String part, String from, String to) {
    return TransferTitleRequest.newBuilder()
        .setRequestId(RegistryCaller.id())
        .setPartId(part)
        .setFromSubjectId(from)
        .setToSubjectId(to)
        .setConsent(own.caller.grant(from, own.caller.terms(own.avatar).build()).getConsent())
        .build();
  }

  static GrantLicenceRequest grant(TenantShop own, String licensor, String avatar) {
    return own.caller.grant(licensor, own.caller.terms(avatar).build()).build();
  }

  static GrantLicenceRequest grantTo(TenantShop own, String organisation) {
    LicenceTerms terms = own.caller.terms(own.avatar).setLicenseeOrgId(organisation).build();
    return own.caller.grant(own.subject, terms).build();
  }

  static GrantLicenceRequest sublicence(TenantShop own, String parent, String grantor) {
    return own.caller
        .grant(own.subject, own.caller.terms(own.avatar).build())
        .setParentLicenceId(parent)
        .setGrantorSubjectId(grantor)
        .build();
  }

  static GrantLicenceRequest over(TenantShop own, String part) {
    LicenceTerms terms = own.caller.terms(own.avatar).setPartId(part).build();
    return own.caller.grant(own.subject, terms).build();
  }
}
