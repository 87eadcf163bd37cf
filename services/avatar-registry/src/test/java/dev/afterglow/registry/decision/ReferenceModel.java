package dev.afterglow.registry.decision;

import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.use.PlatformAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The decision once more, as a table read from the contract: each line says when a reason stands
 * and which record gives it. It reads the scene alone and shares no code with the decision, not
 * even the licence's own words for what it allows.
 */
final class ReferenceModel {
  private record Line(String reason, Function<Scene, String> record, Predicate<Scene> stands) {}

  private static final List<Line> TABLE = new ArrayList<>();

  static {
    line("USE_INCOMPLETE", s -> "room:" + s.room, ReferenceModel::leavesSomethingUnsaid);
    line("LICENCE_MISSING", ReferenceModel::licence, s -> !found(s));
    line(
        "LICENCE_REVOKED",
        ReferenceModel::licence,
        s -> found(s) && (s.revoked || (s.noticeEnd != null && !before(s.now, s.noticeEnd))));
    line("LICENCE_NOT_STARTED", ReferenceModel::licence, s -> found(s) && before(s.now, s.start));
    line("LICENCE_EXPIRED", ReferenceModel::licence, s -> found(s) && !before(s.now, s.end));
    line(
        "BLACKED_OUT",
        ReferenceModel::licence,
        s ->
            found(s)
                && s.blackouts.stream()
                    .anyMatch(b -> !before(s.now, b.startTime()) && before(s.now, b.endTime())));
    line(
        "HOURS_USED_UP",
        ReferenceModel::licence,
        s -> found(s) && s.maxHours != 0 && s.onAir.toMillis() >= s.maxHours * 3_600_000L);
    line("DRIVER_NOT_LICENSED", ReferenceModel::licence, s -> found(s) && !mayDrive(s));
    line(
        "VOICE_NOT_LICENSED",
        ReferenceModel::licence,
        s ->
            found(s)
                && !(s.voices.contains(s.voice)
                    && (!s.voice.name().equals("CONVERTED")
                        || s.voiceParts.contains(s.useVoicePart))));
    line(
        "VOICE_NOT_LICENSED",
        s -> "part:" + s.useVoicePart,
        s ->
            s.voice.name().equals("CONVERTED")
                && s.parts.stream()
                    .noneMatch(
                        p -> p.kind.name().equals("VOICE_MODEL") && p.id.equals(s.useVoicePart)));
    line(
        "WORK_NOT_LICENSED",
        ReferenceModel::licence,
        s -> found(s) && !(s.work.name().equals("LIKENESS") && s.workPart.isEmpty()));
    line(
        "MOTION_NOT_LICENSED",
        ReferenceModel::licence,
        s -> found(s) && !s.motions.contains(s.motion));
    line("USE_NOT_LICENSED", ReferenceModel::licence, s -> found(s) && !s.uses.contains(s.use));
    line(
        "PLATFORM_NOT_LICENSED",
        ReferenceModel::licence,
        s -> found(s) && s.platforms.stream().noneMatch(p -> reaches(p, s.account)));
    line(
        "TERRITORY_NOT_LICENSED",
        ReferenceModel::licence,
        s -> found(s) && !s.territories.contains(s.territory));
    line("CATEGORY_NOT_LICENSED", ReferenceModel::licence, s -> found(s) && !maySell(s));
    line("TOO_MANY_ROOMS", ReferenceModel::licence, s -> found(s) && s.otherRooms + 1 > s.maxRooms);
    line(
        "AVATAR_MISMATCH",
        s -> "avatar:" + s.useAvatar,
        s ->
            !(found(s)
                && s.avatarKnown
                && s.termsAvatar.equals(s.useAvatar)
                && s.grantedSha.equals(s.avatarSha)));
    line(
        "PARTS_CHANGED",
        s -> "avatar:" + s.useAvatar,
        s -> found(s) && s.avatarKnown && !s.partsAsLicensed);
    line(
        "AVATAR_NOT_COMMERCIAL",
        s -> "avatar:" + s.useAvatar,
        s -> !s.use.name().equals("REHEARSAL") && !(s.avatarKnown && s.commercial));
    line(
        "DRIVER_NOT_VERIFIED",
        s -> "person:" + s.driver,
        s ->
            s.driver.isEmpty()
                || !s.driverKnown
                || !s.driverVerified
                || (s.driverSimulated && !makeBelieve(s)));
    line(
        "LICENSOR_NOT_VERIFIED",
        s -> "person:" + (found(s) ? s.licensorId : ""),
        s ->
            !found(s)
                || !s.licensorKnown
                || !s.licensorVerified
                || (s.licensorSimulated && !makeBelieve(s)));
    line("PLATFORM_UNKNOWN", s -> "policy:" + s.account.platform(), s -> !governed(s));
    line(
        "PLATFORM_POLICY",
        s -> "policy:shop@2026-01-01",
        s -> governed(s) && !(s.policyUses.contains(s.use) && cleanMode(s)));
    line(
        "PLATFORM_POLICY",
        ReferenceModel::licence,
        s -> governed(s) && found(s) && s.consent == ConsentMethod.SIMULATED && !makeBelieve(s));
    presence();
  }

  private static void presence() {
    line(
        "DRIVER_NOT_PRESENT",
        s ->
            s.presenceKnown && s.presenceOf.equals(s.driver)
                ? "presence:presence"
                : "person:" + s.driver,
        s ->
            governed(s)
                && s.presenceWithin.toMillis() > 0
                && !s.use.name().equals("REHEARSAL")
                && !(s.presenceKnown
                    && s.presenceOf.equals(s.driver)
                    // The drive began before the presence was either too old or over.
                    && s.presenceAge.minus(s.drivingFor).compareTo(s.presenceWithin) < 0
                    && s.presenceAge.minus(s.drivingFor).compareTo(s.presenceLasts) < 0
                    && (!s.presenceSimulated || makeBelieve(s))));
  }

  private ReferenceModel() {}

  private static void line(String reason, Function<Scene, String> record, Predicate<Scene> stands) {
    TABLE.add(new Line(reason, record, stands));
  }

  /** Every reason with its record, sorted. */
  static TreeSet<String> denials(Scene scene) {
    TreeSet<String> denials = new TreeSet<>();
    for (Line line : TABLE) {
      if (line.stands().test(scene)) {
        denials.add(line.reason() + " " + line.record().apply(scene));
      }
    }
    if (found(scene)) {
      for (String id : scene.ancestors) {
        if (scene.above.stream().noneMatch(it -> it.id.equals(id))) {
          denials.add("LICENCE_MISSING licence:" + id);
        }
      }
      scene.above.forEach(it -> denials.addAll(ReferenceOffers.against(scene, it)));
    }
    denials.addAll(ReferenceOffers.works(scene, found(scene) ? scene.licensorId : ""));
    return denials;
  }

  private static String licence(Scene s) {
    return "licence:" + s.useLicence;
  }

  private static boolean found(Scene s) {
    return s.licenceKnown && s.licenceId.equals(s.useLicence);
  }

  private static boolean governed(Scene s) {
    return s.policyKnown && s.account.platform().equals("shop");
  }

  static boolean makeBelieve(Scene s) {
    return governed(s) && s.simulatedAllowed && s.acceptsSimulated;
  }

  private static boolean before(java.time.Instant one, java.time.Instant other) {
    return one.compareTo(other) < 0;
  }

  private static boolean leavesSomethingUnsaid(Scene s) {
    return List.of(s.useLicence, s.useAvatar, s.driver, s.room, s.territory, s.category)
            .contains("")
        || List.of(s.voice.name(), s.motion.name(), s.liveness.name(), s.use.name())
            .contains("UNSTATED")
        || s.account.platform().isEmpty()
        || (s.voice.name().equals("CONVERTED")
            ? s.useVoicePart.isEmpty()
            : !s.useVoicePart.isEmpty())
        || List.of("", "*").contains(s.account.accountId());
  }

  private static boolean mayDrive(Scene s) {
    return switch (s.scope.name()) {
      case "OWNER_ONLY" -> s.driver.equals(s.licensorId);
      case "NAMED" -> s.named.contains(s.driver);
      case "ANY_VERIFIED_OF_ORG" -> s.member && s.licensee.equals("org");
      default -> false;
    };
  }

  private static boolean reaches(PlatformAccount licensed, PlatformAccount wanted) {
    return licensed.platform().equals(wanted.platform())
        && List.of("*", wanted.accountId()).contains(licensed.accountId());
  }

  private static boolean maySell(Scene s) {
    for (String word : List.of("*", s.category)) {
      if (s.categoriesDenied.contains(word)) {
        return false;
      }
    }
    return s.categoriesAllowed.contains("*") || s.categoriesAllowed.contains(s.category);
  }

  private static boolean cleanMode(Scene s) {
    return s.rowAllowed
        && (s.voice.name() + s.motion.name() + s.liveness.name()).equals("REALMOCAPLIVE");
  }
}
