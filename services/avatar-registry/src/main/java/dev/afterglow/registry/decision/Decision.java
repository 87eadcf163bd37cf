package dev.afterglow.registry.decision;

import dev.afterglow.registry.decision.Known.KnownAvatar;
import dev.afterglow.registry.decision.Known.KnownLicence;
import dev.afterglow.registry.decision.Known.KnownPerson;
import dev.afterglow.registry.decision.Known.KnownPresence;
import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.policy.PlatformPolicy;
import dev.afterglow.registry.use.IntendedUse;
import dev.afterglow.registry.use.UseKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a use is allowed: the AND over every dimension of licence, people, avatar, platform, and
 * of the licences of everybody whose work is in the avatar. A dimension that is missing denies. All
 * reasons are told, not only the first.
 *
 * @param denials every reason against it; empty exactly when allowed
 * @param decideTime when, on the registry's clock
 * @param epoch the licence's epoch that was read; 0 where there is no licence
 * @param grounds licences that it stands on beside the one named: those above it, and those over
 *     works of others
 */
public record Decision(List<Denial> denials, Instant decideTime, long epoch, Set<String> grounds) {

  /** Copies the lists. */
  public Decision {
    denials = List.copyOf(denials);
    grounds = Set.copyOf(grounds);
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
        reasons.denials.all(),
        known.now(),
        known.licence().map(Licence::epoch).orElse(0L),
        reasons.works.grounds());
  }

  private static final class Reasons {
    private final IntendedUse use;
    private final Known known;
    private final Denials denials = new Denials();
    private final WorkReasons works;

    Reasons(IntendedUse use, Known known) {
      this.use = use;
      this.known = known;
      this.works = new WorkReasons(use, known, this::verified, simulatedPasses());
    }

    void judge() {
      denials.unless(use.complete(), DenialReason.USE_INCOMPLETE, "room:" + use.roomId());
      String licenceRecord = "licence:" + use.licenceId();
      Optional<KnownLicence> named =
          known.named().filter(it -> it.licence().grant().licenceId().equals(use.licenceId()));
      Optional<Licence> licence = named.map(KnownLicence::licence);
      named.ifPresentOrElse(
          new LicenceReasons(use, known.now(), denials)::judge,
          () -> denials.add(DenialReason.LICENCE_MISSING, licenceRecord));
      denials.unless(
          licence.map(it -> it.grant().terms().works().wholeLikeness()).orElse(true),
          DenialReason.WORK_NOT_LICENSED,
          licenceRecord);
      avatar(licence);
      people(licence);
      platform(licence, licenceRecord);
      named.ifPresent(it -> works.above(it, denials));
      works.parts(licence.map(it -> it.grant().licensorSubjectId()).orElse(""), denials);
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
      denials.unless(licensed, DenialReason.AVATAR_MISMATCH, record);
      boolean asLicensed = avatar.map(KnownAvatar::partsAsLicensed).orElse(true);
      denials.unless(licence.isEmpty() || asLicensed, DenialReason.PARTS_CHANGED, record);
      boolean commerce = avatar.map(KnownAvatar::commercialUseAllowed).orElse(false);
      denials.unless(
          commerce || !use.use().commercial(), DenialReason.AVATAR_NOT_COMMERCIAL, record);
    }

    private void people(Optional<Licence> licence) {
      denials.unless(
          verified(known.driver(), use.driverSubjectId()),
          DenialReason.DRIVER_NOT_VERIFIED,
          "person:" + use.driverSubjectId());
      String licensor = licence.map(found -> found.grant().licensorSubjectId()).orElse("");
      denials.unless(
          verified(known.licensor(), licensor),
          DenialReason.LICENSOR_NOT_VERIFIED,
          "person:" + licensor);
    }

    /** A rehearsal that no viewer sees is no broadcast. */
    private void presence(PlatformPolicy policy) {
      if (policy.presenceWithin().isZero() || use.use() == UseKind.REHEARSAL) {
        return;
      }
      Optional<KnownPresence> presence =
          known.presence().filter(found -> found.subjectId().equals(use.driverSubjectId()));
      denials.unless(
          presence
              .filter(found -> found.precedes(policy.presenceWithin()))
              .filter(found -> !found.simulated() || simulatedPasses())
              .isPresent(),
          DenialReason.DRIVER_NOT_PRESENT,
          presence
              .map(found -> "presence:" + found.presenceId())
              .orElse("person:" + use.driverSubjectId()));
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
        denials.add(DenialReason.PLATFORM_UNKNOWN, "policy:" + use.platform().platform());
        return;
      }
      presence(policy.get());
      boolean ownerDrives =
          licence
              .map(found -> found.grant().licensorSubjectId().equals(use.driverSubjectId()))
              .orElse(false);
      denials.unless(
          policy.get().uses().contains(use.use())
              && policy.get().allows(ownerDrives, use.voice(), use.motion(), use.liveness()),
          DenialReason.PLATFORM_POLICY,
          policy.get().record());
      boolean simulatedConsent =
          licence
              .map(found -> found.grant().consent().method() == ConsentMethod.SIMULATED)
              .orElse(false);
      denials.unless(
          !simulatedConsent || simulatedPasses(), DenialReason.PLATFORM_POLICY, licenceRecord);
    }
  }
}
