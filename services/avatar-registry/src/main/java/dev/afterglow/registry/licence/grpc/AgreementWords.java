package dev.afterglow.registry.licence.grpc;

import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.licence.Agreement;
import dev.afterglow.registry.licence.LicenceRole;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.licence.RoleHolder;
import dev.afterglow.registry.licence.Termination;
import dev.afterglow.registry.licence.TerminationGround;
import dev.afterglow.registry.licence.Works;
import dev.afterglow.registry.use.WorkKind;
import java.util.stream.Collectors;

/** Works and agreements in the contract's words. */
final class AgreementWords {
  private static final String WORK = "WORK_KIND_";
  private static final String GROUND = "TERMINATION_GROUND_";
  private static final String ROLE = "LICENCE_ROLE_";

  private AgreementWords() {}

  static Works works(dev.afterglow.api.registry.v1.LicenceTerms terms) {
    return new Works(
        Words.domain(terms.getWork(), WORK, WorkKind.class).orElse(WorkKind.LIKENESS),
        Words.id(terms.getPartId()),
        terms.getVoicePartIdsList().stream().map(Words::id).collect(Collectors.toSet()));
  }

  static Agreement agreement(dev.afterglow.api.registry.v1.LicenceTerms terms) {
    return new Agreement(
        Words.id(terms.getLicenseeOrgId()),
        terms.getCredit(),
        terms.getSublicensable(),
        termination(terms.getTermination()),
        Words.hex(terms.getTermsSha256()),
        terms.getRolesList().stream().map(AgreementWords::role).toList());
  }

  private static Termination termination(dev.afterglow.api.registry.v1.Termination termination) {
    return new Termination(
        termination.getNotice().getSeconds(),
        termination.getImmediateGroundsList().stream()
            .map(AgreementWords::ground)
            .collect(Collectors.toSet()));
  }

  static TerminationGround ground(dev.afterglow.api.registry.v1.TerminationGround ground) {
    return Words.domain(ground, GROUND, TerminationGround.class).orElse(TerminationGround.NOTICE);
  }

  private static RoleHolder role(dev.afterglow.api.registry.v1.RoleHolder holder) {
    return new RoleHolder(
        Words.domain(holder.getRole(), ROLE, LicenceRole.class)
            .orElseThrow(() -> Faults.invalidField("roles.role", "the role is unknown")),
        Words.id(holder.getHolderId()));
  }

  static void put(LicenceTerms terms, dev.afterglow.api.registry.v1.LicenceTerms.Builder message) {
    Works works = terms.works();
    Agreement agreement = terms.agreement();
    message
        .setWork(Words.contract(works.kind(), WORK, dev.afterglow.api.registry.v1.WorkKind.class))
        .setPartId(works.partId())
        .addAllVoicePartIds(works.voicePartIds().stream().sorted().toList())
        .setLicenseeOrgId(agreement.licenseeOrgId())
        .setCredit(agreement.credit())
        .setSublicensable(agreement.sublicensable())
        .setTermsSha256(Words.bytes(agreement.termsSha256Hex()));
    Termination termination = agreement.termination();
    if (!termination.equals(Termination.AT_ONCE)) {
      message.setTermination(message(termination));
    }
    agreement
        .roles()
        .forEach(
            it ->
                message.addRoles(
                    dev.afterglow.api.registry.v1.RoleHolder.newBuilder()
                        .setRole(
                            Words.contract(
                                it.role(), ROLE, dev.afterglow.api.registry.v1.LicenceRole.class))
                        .setHolderId(it.holderId())));
  }

  private static dev.afterglow.api.registry.v1.Termination message(Termination termination) {
    var message = dev.afterglow.api.registry.v1.Termination.newBuilder();
    message.getNoticeBuilder().setSeconds(termination.noticeSeconds());
    termination.immediateGrounds().stream()
        .sorted()
        .map(
            ground ->
                Words.contract(
                    ground, GROUND, dev.afterglow.api.registry.v1.TerminationGround.class))
        .forEach(message::addImmediateGrounds);
    return message.build();
  }
}
