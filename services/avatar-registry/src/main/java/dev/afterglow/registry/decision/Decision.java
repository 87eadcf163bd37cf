package dev.afterglow.registry.decision;

import dev.afterglow.registry.decision.Known.KnownAvatar;
import dev.afterglow.registry.decision.Known.KnownPerson;
import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.policy.PlatformPolicy;
import dev.afterglow.registry.use.IntendedUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a use is allowed: the AND over every dimension of licence, people, avatar and platform. A
 * dimension that is missing denies. All reasons are told, not only the first.
 *
 * @param denials every reason against it; empty exactly when allowed
 * @param decideTime when, on the registry's clock
 * @param epoch the licence's epoch that was read; 0 where there is no licence
 */
public record Decision(List<Denial> denials, Instant decideTime, long epoch) {

  /** Copies the list. */
  public Decision {
    denials = List.copyOf(denials);
  }

  /** Whether nothing stands against the use. */
  public boolean allowed() {
    return denials.isEmpty();
  }

  /** Decides. The answer depends on nothing but the two arguments. */
  public static Decision on(IntendedUse use, Known known) {
    Reasons reasons = new Reasons(use, known);
    reasons.judge();
    return new Decision(
        reasons.denials, known.now(), known.licence().map(Licence::epoch).orElse(0L));
  }

  private static final class Reasons {
    private final IntendedUse use;
    private final Known known;
    private final List<Denial> denials = new ArrayList<>();

    Reasons(IntendedUse use, Known known) {
      this.use = use;
      this.known = known;
    }

    void judge() {
      denyUnless(use.complete(), DenialReason.USE_INCOMPLETE, "room:" + use.roomId());
      String licenceRecord = "licence:" + use.licenceId();
      Optional<Licence> licence =
          known.licence().filter(found -> found.grant().licenceId().equals(use.licenceId()));
      if (licence.isPresent()) {
        life(licence.get(), licenceRecord);
        terms(licence.get().grant(), licenceRecord);
      } else {
        deny(DenialReason.LICENCE_MISSING, licenceRecord);
      }
      avatar(licence);
      people(licence);
      platform(licence, licenceRecord);
    }

    private void life(Licence licence, String record) {
      if (licence instanceof Licence.Revoked) {
        deny(DenialReason.LICENCE_REVOKED, record);
      }
      LicenceTerms terms = licence.grant().terms();
      denyUnless(
          !known.now().isBefore(terms.startTime()), DenialReason.LICENCE_NOT_STARTED, record);
      denyUnless(known.now().isBefore(terms.endTime()), DenialReason.LICENCE_EXPIRED, record);
      denyUnless(!terms.blackedOutAt(known.now()), DenialReason.BLACKED_OUT, record);
      denyUnless(terms.hasHoursLeft(known.onAir()), DenialReason.HOURS_USED_UP, record);
    }

    private void terms(Licence.Grant grant, String record) {
      LicenceTerms terms = grant.terms();
      denyUnless(
          terms.allowsDriver(use.driverSubjectId(), grant.licensorSubjectId()),
          DenialReason.DRIVER_NOT_LICENSED,
          record);
      denyUnless(terms.voices().contains(use.voice()), DenialReason.VOICE_NOT_LICENSED, record);
      denyUnless(terms.motions().contains(use.motion()), DenialReason.MOTION_NOT_LICENSED, record);
      denyUnless(terms.uses().contains(use.use()), DenialReason.USE_NOT_LICENSED, record);
      denyUnless(terms.allowsPlatform(use.platform()), DenialReason.PLATFORM_NOT_LICENSED, record);
      denyUnless(
          terms.territories().contains(use.territory()),
          DenialReason.TERRITORY_NOT_LICENSED,
          record);
      denyUnless(terms.allowsCategory(use.category()), DenialReason.CATEGORY_NOT_LICENSED, record);
      denyUnless(
          known.otherLiveRooms() < terms.maxConcurrentRooms(), DenialReason.TOO_MANY_ROOMS, record);
    }

    private void avatar(Optional<Licence> licence) {
      String record = "avatar:" + use.avatarId();
      Optional<KnownAvatar> avatar =
          known.avatar().filter(found -> found.avatarId().equals(use.avatarId()));
      boolean licensed =
          licence
              .map(Licence::grant)
              .filter(grant -> grant.terms().avatarId().equals(use.avatarId()))
              .filter(
                  grant ->
                      avatar.isPresent()
                          && avatar.get().sha256Hex().equals(grant.avatarSha256Hex()))
              .isPresent();
      denyUnless(licensed, DenialReason.AVATAR_MISMATCH, record);
      boolean asLicensed = avatar.map(KnownAvatar::partsAsLicensed).orElse(true);
      denyUnless(licence.isEmpty() || asLicensed, DenialReason.PARTS_CHANGED, record);
      boolean commerce = avatar.map(KnownAvatar::commercialUseAllowed).orElse(false);
      denyUnless(commerce || !use.use().commercial(), DenialReason.AVATAR_NOT_COMMERCIAL, record);
    }

    private void people(Optional<Licence> licence) {
      denyUnless(
          verified(known.driver(), use.driverSubjectId()),
          DenialReason.DRIVER_NOT_VERIFIED,
          "person:" + use.driverSubjectId());
      String licensor = licence.map(found -> found.grant().licensorSubjectId()).orElse("");
      denyUnless(
          verified(known.licensor(), licensor),
          DenialReason.LICENSOR_NOT_VERIFIED,
          "person:" + licensor);
    }

    private boolean verified(Optional<KnownPerson> person, String subjectId) {
      return !subjectId.isEmpty()
          && person
              .filter(found -> found.subjectId().equals(subjectId))
              .filter(KnownPerson::verifiedNow)
              .filter(found -> !found.simulated() || simulatedPasses())
              .isPresent();
    }

    private boolean simulatedPasses() {
      return known.simulatedAllowed()
          && policy().map(PlatformPolicy::acceptsSimulated).orElse(false);
    }

    private Optional<PlatformPolicy> policy() {
      return known.policy().filter(found -> found.platform().equals(use.platform().platform()));
    }

    private void platform(Optional<Licence> licence, String licenceRecord) {
      Optional<PlatformPolicy> policy = policy();
      if (policy.isEmpty()) {
        deny(DenialReason.PLATFORM_UNKNOWN, "policy:" + use.platform().platform());
        return;
      }
      boolean ownerDrives =
          licence
              .map(found -> found.grant().licensorSubjectId().equals(use.driverSubjectId()))
              .orElse(false);
      denyUnless(
          policy.get().uses().contains(use.use())
              && policy.get().allows(ownerDrives, use.voice(), use.motion(), use.liveness()),
          DenialReason.PLATFORM_POLICY,
          policy.get().record());
      boolean simulatedConsent =
          licence
              .map(found -> found.grant().consent().method() == ConsentMethod.SIMULATED)
              .orElse(false);
      denyUnless(
          !simulatedConsent || simulatedPasses(), DenialReason.PLATFORM_POLICY, licenceRecord);
    }

    private void denyUnless(boolean fine, DenialReason reason, String record) {
      if (!fine) {
        deny(reason, record);
      }
    }

    private void deny(DenialReason reason, String record) {
      denials.add(new Denial(reason, record));
    }
  }
}
