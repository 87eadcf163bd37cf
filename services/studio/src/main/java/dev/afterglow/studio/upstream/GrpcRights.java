package dev.afterglow.studio.upstream;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.BeginPresenceRequest;
import dev.afterglow.api.registry.v1.BeginPresenceResponse;
import dev.afterglow.api.registry.v1.GetChainOfTitleRequest;
import dev.afterglow.api.registry.v1.GetChainOfTitleResponse;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.IdentityService;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceService;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.ListLicencesRequest;
import dev.afterglow.api.registry.v1.ListPartsRequest;
import dev.afterglow.api.registry.v1.Part;
import dev.afterglow.api.registry.v1.PartService;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PresenceService;
import dev.afterglow.api.registry.v1.PresenceState;
import dev.afterglow.api.registry.v1.ResumePresenceRequest;
import dev.afterglow.api.registry.v1.ResumePresenceResponse;
import dev.afterglow.api.registry.v1.TitleService;
import dev.afterglow.api.registry.v1.TitleTransfer;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.studio.rights.ChainOfTitle;
import dev.afterglow.studio.rights.LicenceView;
import dev.afterglow.studio.rights.PartView;
import dev.afterglow.studio.rights.PersonStanding;
import dev.afterglow.studio.rights.Presence;
import dev.afterglow.studio.rights.Rights;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** People's standing, licences and parts of avatar-registry. */
@ApplicationScoped
public class GrpcRights implements Rights {

  /** What the caller can mend or has to know; anything else counts as no answer. */
  private static final Set<String> CALLERS =
      Set.of(
          "PERSON_NOT_FOUND",
          "PERSON_NOT_VERIFIED",
          "PRESENCE_NOT_FOUND",
          "IDENTITY_PROVIDER_UNAVAILABLE",
          "LICENCE_NOT_FOUND",
          "AVATAR_NOT_FOUND",
          "INVALID_FIELD",
          "REQUEST_ID_REUSED");

  private final IdentityService people;
  private final PresenceService presences;
  private final LicenceService licences;
  private final TitleService titles;
  private final PartService parts;
  private final Upstream upstream;

  /** Over the client {@code registry}. */
  @Inject
  public GrpcRights(
      @GrpcClient("registry") IdentityService people,
      @GrpcClient("registry") PresenceService presences,
      @GrpcClient("registry") LicenceService licences,
      @GrpcClient("registry") TitleService titles,
      @GrpcClient("registry") PartService parts,
      UpstreamConfig config) {
    this.people = people;
    this.presences = presences;
    this.licences = licences;
    this.titles = titles;
    this.parts = parts;
    this.upstream = new Upstream("avatar-registry", config.deadline());
  }

  @Override
  public PersonStanding person(UUID subjectId) {
    GetPersonRequest request =
        GetPersonRequest.newBuilder().setSubjectId(subjectId.toString()).build();
    Person person = upstream.answer(people.getPerson(request), GrpcRights::refusal).getPerson();
    return new PersonStanding(
        UUID.fromString(person.getSubjectId()),
        word(person.getState(), "PERSON_STATE_"),
        person.getProvider(),
        word(person.getAssuranceLevel(), "ASSURANCE_LEVEL_"),
        time(person.hasReverifyTime(), person.getReverifyTime()));
  }

  @Override
  public Presence look(UUID requestId, UUID subjectId) {
    BeginPresenceRequest request =
        BeginPresenceRequest.newBuilder()
            .setRequestId(requestId.toString())
            .setSubjectId(subjectId.toString())
            .setProvider(person(subjectId).provider())
            .build();
    BeginPresenceResponse begun =
        upstream.answer(presences.beginPresence(request), GrpcRights::refusal);
    return presence(begun.getPresence(), begun.getContinueUrl());
  }

  @Override
  public Presence seen(UUID presenceId) {
    ResumePresenceRequest request =
        ResumePresenceRequest.newBuilder().setPresenceId(presenceId.toString()).build();
    ResumePresenceResponse seen =
        upstream.answer(presences.resumePresence(request), GrpcRights::refusal);
    return presence(seen.getPresence(), seen.getContinueUrl());
  }

  @Override
  public List<LicenceView> licences(UUID avatarId) {
    ListLicencesRequest request =
        ListLicencesRequest.newBuilder().setAvatarId(avatarId.toString()).setPageSize(MOST).build();
    return upstream
        .answer(licences.listLicences(request), GrpcRights::refusal)
        .getLicencesList()
        .stream()
        .map(GrpcRights::licence)
        .toList();
  }

  @Override
  public ChainOfTitle title(UUID licenceId) {
    GetChainOfTitleRequest request =
        GetChainOfTitleRequest.newBuilder().setLicenceId(licenceId.toString()).build();
    GetChainOfTitleResponse chain =
        upstream.answer(titles.getChainOfTitle(request), GrpcRights::refusal);
    return new ChainOfTitle(
        chain.getLicencesList().stream().map(it -> UUID.fromString(it.getLicenceId())).toList(),
        chain.getTransfersList().stream().map(GrpcRights::transfer).toList(),
        UUID.fromString(chain.getOriginSubjectId()),
        UUID.fromString(chain.getHolderSubjectId()));
  }

  @Override
  public List<PartView> parts(UUID avatarId) {
    ListPartsRequest request =
        ListPartsRequest.newBuilder().setAvatarId(avatarId.toString()).setPageSize(MOST).build();
    return upstream.answer(parts.listParts(request), GrpcRights::refusal).getPartsList().stream()
        .map(GrpcRights::part)
        .toList();
  }

  private static Optional<AfterglowException> refusal(RemoteFault fault) {
    return CALLERS.contains(fault.reason())
        ? Optional.of(
            new AfterglowException(fault.reason(), fault.kind(), fault.message(), fault.metadata()))
        : Optional.empty();
  }

  private static Presence presence(
      dev.afterglow.api.registry.v1.Presence presence, String continueUrl) {
    return new Presence(
        UUID.fromString(presence.getPresenceId()),
        UUID.fromString(presence.getSubjectId()),
        presence.getProvider(),
        state(presence.getState()),
        presence.getRefusal(),
        instant(presence.getCreateTime()),
        time(presence.hasExpireTime(), presence.getExpireTime()),
        continueUrl);
  }

  private static Presence.State state(PresenceState state) {
    return switch (state) {
      case PRESENCE_STATE_ASKED -> Presence.State.ASKED;
      case PRESENCE_STATE_PROVEN -> Presence.State.PROVEN;
      case PRESENCE_STATE_VOIDED -> Presence.State.VOIDED;
      // What cannot be read proves nothing.
      case PRESENCE_STATE_REFUSED, PRESENCE_STATE_UNSPECIFIED, UNRECOGNIZED ->
          Presence.State.REFUSED;
    };
  }

  private static LicenceView licence(Licence licence) {
    LicenceTerms terms = licence.getTerms();
    String work = word(terms.getWork(), "WORK_KIND_");
    return new LicenceView(
        UUID.fromString(licence.getLicenceId()),
        UUID.fromString(licence.getLicensorSubjectId()),
        id(licence.getParentLicenceId()),
        id(licence.getGrantorSubjectId()),
        word(licence.getState(), "LICENCE_STATE_"),
        work.equals("UNSPECIFIED") ? "LIKENESS" : work,
        scope(terms),
        instant(licence.getCreateTime()),
        time(licence.hasRevokeTime(), licence.getRevokeTime()),
        time(licence.hasNoticeEndTime(), licence.getNoticeEndTime()));
  }

  private static LicenceView.Scope scope(LicenceTerms terms) {
    return new LicenceView.Scope(
        word(terms.getDriverScope(), "DRIVER_SCOPE_"),
        terms.getDriverSubjectIdsList().stream().map(UUID::fromString).toList(),
        terms.getUsesList().stream().map(it -> word(it, "USE_KIND_")).toList(),
        terms.getVoicesList().stream().map(it -> word(it, "VOICE_MODE_")).toList(),
        terms.getMotionsList().stream().map(it -> word(it, "MOTION_MODE_")).toList(),
        terms.getPlatformsList().stream()
            .map(it -> it.getPlatform() + "/" + it.getAccountId())
            .toList(),
        terms.getTerritoriesList(),
        terms.getCategoriesAllowedList(),
        terms.getCategoriesDeniedList(),
        instant(terms.getStartTime()),
        instant(terms.getEndTime()),
        terms.getMaxConcurrentRooms(),
        terms.getMaxHoursPerDay(),
        terms.getSublicensable(),
        terms.getCredit());
  }

  private static ChainOfTitle.Transfer transfer(TitleTransfer transfer) {
    return new ChainOfTitle.Transfer(
        UUID.fromString(transfer.getFromSubjectId()),
        UUID.fromString(transfer.getToSubjectId()),
        instant(transfer.getTransferTime()));
  }

  private static PartView part(Part part) {
    return new PartView(
        UUID.fromString(part.getPartId()),
        word(part.getKind(), "PART_KIND_"),
        part.getVersion(),
        word(part.getState(), "PART_STATE_"),
        UUID.fromString(part.getAuthorSubjectId()),
        id(part.getReviewerSubjectId()),
        part.getSizeBytes(),
        instant(part.getCreateTime()),
        time(part.hasReviewTime(), part.getReviewTime()));
  }

  private static String word(Enum<?> value, String prefix) {
    return value.name().replaceFirst("^" + prefix, "");
  }

  private static Optional<UUID> id(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
  }

  private static Optional<Instant> time(boolean there, Timestamp time) {
    return there ? Optional.of(instant(time)) : Optional.empty();
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
