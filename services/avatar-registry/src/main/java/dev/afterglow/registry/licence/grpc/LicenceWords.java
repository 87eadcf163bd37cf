package dev.afterglow.registry.licence.grpc;

import com.google.protobuf.ProtocolMessageEnum;
import dev.afterglow.api.registry.v1.Denial;
import dev.afterglow.api.registry.v1.LicenceState;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.DriverScope;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.licence.TimeWindow;
import dev.afterglow.registry.licence.storage.LicenceDesk;
import dev.afterglow.registry.revenue.RevenueTerms;
import dev.afterglow.registry.revenue.grpc.RevenueWords;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Licences in the contract's words. */
public final class LicenceWords {
  private static final String VOICE = "VOICE_MODE_";
  private static final String MOTION = "MOTION_MODE_";
  private static final String USE = "USE_KIND_";
  private static final String SCOPE = "DRIVER_SCOPE_";
  private static final String METHOD = "CONSENT_METHOD_";

  private LicenceWords() {}

  /** The terms, checked. */
  public static LicenceTerms terms(dev.afterglow.api.registry.v1.LicenceTerms terms) {
    return AfterglowException.checking(
        "terms",
        () ->
            new LicenceTerms(
                Words.id(terms.getAvatarId()),
                Words.domain(terms.getDriverScope(), SCOPE, DriverScope.class)
                    .orElse(DriverScope.UNSTATED),
                ids(terms.getDriverSubjectIdsList()),
                set(terms.getVoicesList(), VOICE, VoiceMode.class),
                set(terms.getMotionsList(), MOTION, MotionMode.class),
                set(terms.getUsesList(), USE, UseKind.class),
                terms.getPlatformsList().stream().map(Words::account).toList(),
                Set.copyOf(terms.getTerritoriesList()),
                Set.copyOf(terms.getCategoriesAllowedList()),
                Set.copyOf(terms.getCategoriesDeniedList()),
                Words.instant(terms.getStartTime()),
                Words.instant(terms.getEndTime()),
                terms.getMaxConcurrentRooms(),
                terms.getMaxHoursPerDay(),
                terms.getBlackoutsList().stream().map(LicenceWords::window).toList(),
                terms.hasRevenue() ? RevenueWords.terms(terms.getRevenue()) : null,
                AgreementWords.works(terms),
                AgreementWords.agreement(terms)));
  }

  private static TimeWindow window(dev.afterglow.api.registry.v1.TimeWindow window) {
    return new TimeWindow(Words.instant(window.getStartTime()), Words.instant(window.getEndTime()));
  }

  private static dev.afterglow.api.registry.v1.TimeWindow window(TimeWindow window) {
    return dev.afterglow.api.registry.v1.TimeWindow.newBuilder()
        .setStartTime(Words.timestamp(window.startTime()))
        .setEndTime(Words.timestamp(window.endTime()))
        .build();
  }

  private static Set<String> ids(List<String> ids) {
    return ids.stream().map(Words::id).collect(Collectors.toSet());
  }

  private static <P extends ProtocolMessageEnum, D extends Enum<D>> Set<D> set(
      List<P> words, String prefix, Class<D> type) {
    return words.stream()
        .flatMap(word -> Words.domain(word, prefix, type).stream())
        .collect(Collectors.toSet());
  }

  /** A consent. */
  public static Consent consent(dev.afterglow.api.registry.v1.Consent consent) {
    ConsentMethod method =
        Words.domain(consent.getMethod(), METHOD, ConsentMethod.class)
            .orElseThrow(() -> Faults.invalidField("consent.method", "the method is unknown"));
    return AfterglowException.checking(
        "consent",
        () ->
            new Consent(
                method,
                consent.getTransaction(),
                Words.hex(consent.getTextSha256()),
                consent.getLocale(),
                Words.instant(consent.getSignTime()),
                Words.hex(consent.getRevenueSha256())));
  }

  /** A licence with the registry's signature of its grant. */
  public static dev.afterglow.api.registry.v1.Licence licence(LicenceDesk.Signed signed) {
    Licence licence = signed.licence();
    Licence.Grant grant = licence.grant();
    var message =
        dev.afterglow.api.registry.v1.Licence.newBuilder()
            .setLicenceId(grant.licenceId())
            .setLicensorSubjectId(grant.licensorSubjectId())
            .setTerms(terms(grant.terms()))
            .setConsent(consent(grant.consent()))
            .setAvatarSha256(Words.bytes(grant.avatarSha256Hex()))
            .setEpoch(licence.epoch())
            .setCreateTime(Words.timestamp(grant.createTime()))
            .setParentLicenceId(grant.descent().parentLicenceId())
            .setGrantorSubjectId(grant.descent().grantorSubjectId())
            .setSignature(signed.jws());
    return switch (licence) {
      case Licence.Active _ -> message.setState(LicenceState.LICENCE_STATE_ACTIVE).build();
      case Licence.Ending ending ->
          message
              .setState(LicenceState.LICENCE_STATE_ENDING)
              .setNoticeEndTime(Words.timestamp(ending.noticeEndTime()))
              .build();
      case Licence.Revoked revoked ->
          message
              .setState(LicenceState.LICENCE_STATE_REVOKED)
              .setRevokeTime(Words.timestamp(revoked.revokeTime()))
              .build();
    };
  }

  private static dev.afterglow.api.registry.v1.LicenceTerms terms(LicenceTerms terms) {
    var message =
        dev.afterglow.api.registry.v1.LicenceTerms.newBuilder()
            .setAvatarId(terms.avatarId())
            .setDriverScope(
                Words.contract(
                    terms.driverScope(), SCOPE, dev.afterglow.api.registry.v1.DriverScope.class))
            .addAllDriverSubjectIds(terms.driverSubjectIds().stream().sorted().toList())
            .addAllPlatforms(terms.platforms().stream().map(Words::account).toList())
            .addAllTerritories(terms.territories().stream().sorted().toList())
            .addAllCategoriesAllowed(terms.categoriesAllowed().stream().sorted().toList())
            .addAllCategoriesDenied(terms.categoriesDenied().stream().sorted().toList())
            .setStartTime(Words.timestamp(terms.startTime()))
            .setEndTime(Words.timestamp(terms.endTime()))
            .setMaxConcurrentRooms(terms.maxConcurrentRooms())
            .setMaxHoursPerDay(terms.maxHoursPerDay());
    RevenueTerms revenue = terms.revenue();
    if (revenue != null) {
      message.setRevenue(RevenueWords.terms(revenue));
    }
    terms.blackouts().forEach(window -> message.addBlackouts(window(window)));
    terms.voices().stream()
        .sorted()
        .map(voice -> Words.contract(voice, VOICE, dev.afterglow.api.registry.v1.VoiceMode.class))
        .forEach(message::addVoices);
    terms.motions().stream()
        .sorted()
        .map(
            motion ->
                Words.contract(motion, MOTION, dev.afterglow.api.registry.v1.MotionMode.class))
        .forEach(message::addMotions);
    terms.uses().stream()
        .sorted()
        .map(use -> Words.contract(use, USE, dev.afterglow.api.registry.v1.UseKind.class))
        .forEach(message::addUses);
    AgreementWords.put(terms, message);
    return message.build();
  }

  /** A consent. */
  public static dev.afterglow.api.registry.v1.Consent consent(Consent consent) {
    return dev.afterglow.api.registry.v1.Consent.newBuilder()
        .setMethod(
            Words.contract(
                consent.method(), METHOD, dev.afterglow.api.registry.v1.ConsentMethod.class))
        .setTransaction(consent.transaction())
        .setTextSha256(Words.bytes(consent.textSha256Hex()))
        .setLocale(consent.locale())
        .setSignTime(Words.timestamp(consent.signTime()))
        .setRevenueSha256(Words.bytes(consent.revenueSha256Hex()))
        .build();
  }

  static Denial denial(dev.afterglow.registry.decision.Denial denial) {
    return Denial.newBuilder()
        .setReason(
            Words.contract(
                denial.reason(),
                "DENIAL_REASON_",
                dev.afterglow.api.registry.v1.DenialReason.class))
        .setRecord(denial.record())
        .build();
  }
}
