package dev.afterglow.registry.decision;

import dev.afterglow.registry.decision.Scene.ScenePart;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What licences beside the one named say, once more and apart: each as a table of what it asks and
 * whether that is so.
 */
final class ReferenceOffers {
  private static final Map<String, String> LICENSED_AS =
      Map.of(
          "FACE_MODEL", "DESIGN",
          "BODY", "DESIGN",
          "LOOKS", "DESIGN",
          "HAIR", "DESIGN",
          "OUTFIT", "DESIGN",
          "VOICE_MODEL", "LIKENESS",
          "PERSONA", "SCRIPT",
          "SCRIPTS", "SCRIPT");

  private ReferenceOffers() {}

  /** Parts of others that no offer clears, and why each offer does not. */
  static TreeSet<String> works(Scene s, String licensor) {
    TreeSet<String> denials = new TreeSet<>();
    for (ScenePart part : s.parts) {
      boolean silent =
          part.kind.name().equals("VOICE_MODEL") && !s.voice.name().equals("CONVERTED");
      if (silent || part.holder.equals(licensor)) {
        continue;
      }
      TreeSet<String> against = new TreeSet<>();
      boolean cleared = false;
      for (List<SceneLicence> chain : part.offers) {
        TreeSet<String> ofChain = ofChain(s, part, chain);
        cleared |= ofChain.isEmpty();
        against.addAll(ofChain);
      }
      if (!cleared) {
        denials.add("WORK_NOT_LICENSED part:" + part.id);
        denials.addAll(against);
      }
    }
    return denials;
  }

  private static TreeSet<String> ofChain(Scene s, ScenePart part, List<SceneLicence> chain) {
    TreeSet<String> denials = new TreeSet<>();
    SceneLicence offer = chain.getFirst();
    String needed = LICENSED_AS.get(part.kind.name());
    if (!offer.work.name().equals(needed) || !offer.part.equals(part.id)) {
      denials.add("WORK_NOT_LICENSED licence:" + offer.id);
    }
    for (String id : offer.ancestors) {
      if (chain.stream().skip(1).noneMatch(it -> it.id.equals(id))) {
        denials.add("LICENCE_MISSING licence:" + id);
      }
    }
    chain.forEach(it -> denials.addAll(against(s, it)));
    return denials;
  }

  /** Why one licence does not allow the scene. */
  static TreeSet<String> against(Scene s, SceneLicence l) {
    TreeSet<String> denials = new TreeSet<>();
    String record = "licence:" + l.id;
    put(denials, l.revoked, "LICENCE_REVOKED", record);
    put(denials, s.now.compareTo(l.start) < 0, "LICENCE_NOT_STARTED", record);
    put(denials, s.now.compareTo(l.end) >= 0, "LICENCE_EXPIRED", record);
    put(
        denials,
        l.blackouts.stream()
            .anyMatch(b -> s.now.compareTo(b.startTime()) >= 0 && s.now.compareTo(b.endTime()) < 0),
        "BLACKED_OUT",
        record);
    put(
        denials,
        l.maxHours != 0 && l.onAir.toMillis() >= l.maxHours * 3_600_000L,
        "HOURS_USED_UP",
        record);
    put(denials, !drives(s, l), "DRIVER_NOT_LICENSED", record);
    put(
        denials,
        !l.voices.contains(s.voice)
            || (s.voice.name().equals("CONVERTED") && !l.voiceParts.contains(s.useVoicePart)),
        "VOICE_NOT_LICENSED",
        record);
    put(denials, !l.motions.contains(s.motion), "MOTION_NOT_LICENSED", record);
    put(denials, !l.uses.contains(s.use), "USE_NOT_LICENSED", record);
    put(
        denials,
        l.platforms.stream()
            .noneMatch(
                p ->
                    p.platform().equals(s.account.platform())
                        && List.of("*", s.account.accountId()).contains(p.accountId())),
        "PLATFORM_NOT_LICENSED",
        record);
    put(denials, !l.territories.contains(s.territory), "TERRITORY_NOT_LICENSED", record);
    put(denials, !sells(s, l), "CATEGORY_NOT_LICENSED", record);
    put(denials, l.otherRooms + 1 > l.maxRooms, "TOO_MANY_ROOMS", record);
    put(denials, !l.avatar.equals(s.useAvatar), "AVATAR_MISMATCH", record);
    put(
        denials,
        l.holder.isEmpty()
            || !l.holderKnown
            || !l.holderVerified
            || (l.holderSimulated && !ReferenceModel.makeBelieve(s)),
        "LICENSOR_NOT_VERIFIED",
        "person:" + l.holder);
    put(
        denials,
        l.consent.name().equals("SIMULATED") && !ReferenceModel.makeBelieve(s),
        "PLATFORM_POLICY",
        record);
    return denials;
  }

  private static boolean drives(Scene s, SceneLicence l) {
    return switch (l.scope.name()) {
      case "OWNER_ONLY" -> s.driver.equals(l.granter);
      case "NAMED" -> l.named.contains(s.driver);
      case "ANY_VERIFIED_OF_ORG" -> l.member;
      default -> false;
    };
  }

  private static boolean sells(Scene s, SceneLicence l) {
    boolean closed = l.categoriesDenied.contains("*") || l.categoriesDenied.contains(s.category);
    return !closed
        && (l.categoriesAllowed.contains("*") || l.categoriesAllowed.contains(s.category));
  }

  private static void put(TreeSet<String> denials, boolean stands, String reason, String record) {
    if (stands) {
      denials.add(reason + " " + record);
    }
  }
}
