package dev.afterglow.registry.decision;

import dev.afterglow.registry.decision.Known.KnownLicence;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.use.IntendedUse;
import java.time.Instant;

/** Reasons that a licence itself gives against a use: the same for every kind of work. */
final class LicenceReasons {
  private final IntendedUse use;
  private final Instant now;
  private final Denials denials;

  LicenceReasons(IntendedUse use, Instant now, Denials denials) {
    this.use = use;
    this.now = now;
    this.denials = denials;
  }

  void judge(KnownLicence known) {
    String record = record(known.licence());
    life(known, record);
    terms(known, record);
  }

  static String record(Licence licence) {
    return "licence:" + licence.grant().licenceId();
  }

  private void life(KnownLicence known, String record) {
    Licence licence = known.licence();
    LicenceTerms terms = licence.grant().terms();
    denials.unless(licence.standsAt(now), DenialReason.LICENCE_REVOKED, record);
    denials.unless(!now.isBefore(terms.startTime()), DenialReason.LICENCE_NOT_STARTED, record);
    denials.unless(now.isBefore(terms.endTime()), DenialReason.LICENCE_EXPIRED, record);
    denials.unless(!terms.blackedOutAt(now), DenialReason.BLACKED_OUT, record);
    denials.unless(terms.hasHoursLeft(known.onAir()), DenialReason.HOURS_USED_UP, record);
  }

  private void terms(KnownLicence known, String record) {
    LicenceTerms terms = known.licence().grant().terms();
    denials.unless(
        terms.allowsDriver(
            use.driverSubjectId(),
            known.licence().grant().licensorSubjectId(),
            known.driverOfLicensee()),
        DenialReason.DRIVER_NOT_LICENSED,
        record);
    denials.unless(
        terms.allowsVoice(use.voice(), use.voicePartId()), DenialReason.VOICE_NOT_LICENSED, record);
    denials.unless(
        terms.motions().contains(use.motion()), DenialReason.MOTION_NOT_LICENSED, record);
    denials.unless(terms.uses().contains(use.use()), DenialReason.USE_NOT_LICENSED, record);
    denials.unless(
        terms.allowsPlatform(use.platform()), DenialReason.PLATFORM_NOT_LICENSED, record);
    denials.unless(
        terms.territories().contains(use.territory()), DenialReason.TERRITORY_NOT_LICENSED, record);
    denials.unless(
        terms.allowsCategory(use.category()), DenialReason.CATEGORY_NOT_LICENSED, record);
    denials.unless(
        known.otherLiveRooms() < terms.maxConcurrentRooms(), DenialReason.TOO_MANY_ROOMS, record);
  }
}
