package dev.afterglow.registry.decision;

import dev.afterglow.registry.decision.Known.KnownLicence;
import dev.afterglow.registry.decision.Known.KnownPart;
import dev.afterglow.registry.decision.Known.KnownPerson;
import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.use.IntendedUse;
import dev.afterglow.registry.use.VoiceMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Reasons that stand beside the licence named: the licences above it, and the works that are in the
 * avatar and belong to somebody else. A part is somebody else's where its title is not the
 * licensor's; a voice model counts only where it is heard. Each needs one licence that, with all
 * that stand above it, allows the same use.
 */
final class WorkReasons {
  private final IntendedUse use;
  private final Known known;
  private final BiPredicate<Optional<KnownPerson>, String> verified;
  private final boolean simulatedPasses;
  private final Set<String> grounds = new LinkedHashSet<>();

  /**
   * Judges.
   *
   * @param verified whether somebody is verified now, and passes where they are simulated
   * @param simulatedPasses whether simulated consents pass
   */
  WorkReasons(
      IntendedUse use,
      Known known,
      BiPredicate<Optional<KnownPerson>, String> verified,
      boolean simulatedPasses) {
    this.use = use;
    this.known = known;
    this.verified = verified;
    this.simulatedPasses = simulatedPasses;
  }

  /** The licences that the use stands on beside the one named. */
  Set<String> grounds() {
    return grounds;
  }

  /** The licences above the one named, all of them. */
  void above(KnownLicence named, Denials denials) {
    lineage(named.licence(), known.further().above(), denials);
    known.further().above().forEach(it -> grounds.add(it.licence().grant().licenceId()));
  }

  private void lineage(Licence licence, List<KnownLicence> above, Denials denials) {
    List<String> found = above.stream().map(it -> it.licence().grant().licenceId()).toList();
    licence.grant().descent().ancestors().stream()
        .filter(id -> !found.contains(id))
        .forEach(id -> denials.add(DenialReason.LICENCE_MISSING, "licence:" + id));
    above.forEach(it -> judge(it, denials));
  }

  private void judge(KnownLicence it, Denials denials) {
    String record = LicenceReasons.record(it.licence());
    new LicenceReasons(use, known.now(), denials).judge(it);
    denials.unless(
        it.licence().grant().terms().avatarId().equals(use.avatarId()),
        DenialReason.AVATAR_MISMATCH,
        record);
    denials.unless(
        verified.test(it.holder(), it.holderSubjectId()),
        DenialReason.LICENSOR_NOT_VERIFIED,
        "person:" + it.holderSubjectId());
    boolean simulated = it.licence().grant().consent().method() == ConsentMethod.SIMULATED;
    denials.unless(!simulated || simulatedPasses, DenialReason.PLATFORM_POLICY, record);
  }

  /** Whatever in the avatar is somebody else's, and the voice where one is laid over. */
  void parts(String licensorSubjectId, Denials denials) {
    boolean converted = use.voice() == VoiceMode.CONVERTED;
    for (KnownPart part : known.further().parts()) {
      boolean counts = part.kind() != PartKind.VOICE_MODEL || converted;
      if (counts && !part.holderSubjectId().equals(licensorSubjectId)) {
        work(part, denials);
      }
    }
    boolean there =
        known.further().parts().stream()
            .anyMatch(
                part ->
                    part.kind() == PartKind.VOICE_MODEL && part.partId().equals(use.voicePartId()));
    denials.unless(
        !converted || there, DenialReason.VOICE_NOT_LICENSED, "part:" + use.voicePartId());
  }

  private void work(KnownPart part, Denials denials) {
    Denials ofAll = new Denials();
    for (List<KnownLicence> offer : part.offers()) {
      Denials ofOne = new Denials();
      offer(part, offer, ofOne);
      if (ofOne.none()) {
        offer.forEach(it -> grounds.add(it.licence().grant().licenceId()));
        return;
      }
      ofAll.addAll(ofOne);
    }
    denials.add(DenialReason.WORK_NOT_LICENSED, "part:" + part.partId());
    denials.addAll(ofAll);
  }

  private void offer(KnownPart part, List<KnownLicence> offer, Denials denials) {
    if (offer.isEmpty()) {
      denials.add(DenialReason.WORK_NOT_LICENSED, "part:" + part.partId());
      return;
    }
    Licence licence = offer.getFirst().licence();
    var works = licence.grant().terms().works();
    denials.unless(
        works.kind() == part.kind().work() && works.partId().equals(part.partId()),
        DenialReason.WORK_NOT_LICENSED,
        LicenceReasons.record(licence));
    judge(offer.getFirst(), denials);
    lineage(licence, offer.subList(1, offer.size()), denials);
  }
}
