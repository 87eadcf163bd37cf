package dev.afterglow.registry.decision;

import dev.afterglow.registry.decision.Known.Further;
import dev.afterglow.registry.decision.Known.KnownAvatar;
import dev.afterglow.registry.decision.Known.KnownPart;
import dev.afterglow.registry.decision.Known.KnownPerson;
import dev.afterglow.registry.licence.Agreement;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.Descent;
import dev.afterglow.registry.licence.DriverScope;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.licence.Termination;
import dev.afterglow.registry.licence.TimeWindow;
import dev.afterglow.registry.licence.Works;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.policy.PlatformPolicy;
import dev.afterglow.registry.policy.PolicyRow;
import dev.afterglow.registry.use.IntendedUse;
import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import dev.afterglow.registry.use.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A use and all that is known, allowed as it stands; tests change one thing, or many. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String SHA = "ab".repeat(32);

  Instant now = NOW;
  boolean simulatedAllowed = false;
  boolean licenceKnown = true;
  boolean revoked = false;
  String licenceId = "licence";
  String licensorId = "owner";
  String termsAvatar = "avatar";
  String grantedSha = SHA;
  DriverScope scope = DriverScope.OWNER_ONLY;
  Set<String> named = Set.of();
  Set<VoiceMode> voices = Set.of(VoiceMode.REAL);
  Set<MotionMode> motions = Set.of(MotionMode.MOCAP);
  Set<UseKind> uses = Set.of(UseKind.LIVE);
  List<PlatformAccount> platforms = List.of(new PlatformAccount("shop", "*"));
  Set<String> territories = Set.of("CN");
  Set<String> categoriesAllowed = Set.of("tea");
  Set<String> categoriesDenied = Set.of();
  Instant start = NOW;
  Instant end = NOW.plusSeconds(1);
  int maxRooms = 1;
  int maxHours = 0;
  List<TimeWindow> blackouts = List.of();
  Duration onAir = Duration.ZERO;
  ConsentMethod consent = ConsentMethod.INTENTION;
  boolean avatarKnown = true;
  String avatarSha = SHA;
  boolean commercial = true;
  boolean partsAsLicensed = true;
  boolean driverKnown = true;
  boolean driverVerified = true;
  boolean driverSimulated = false;
  boolean licensorKnown = true;
  boolean licensorVerified = true;
  boolean licensorSimulated = false;
  boolean policyKnown = true;
  Set<UseKind> policyUses = Set.of(UseKind.LIVE);
  boolean acceptsSimulated = false;
  boolean idleMotion = false;
  boolean voiceRow = false;
  boolean rowAllowed = true;
  Duration presenceWithin = Duration.ofMinutes(30);
  boolean presenceKnown = true;
  String presenceOf = "owner";
  Duration presenceAge = Duration.ofMinutes(5);
  Duration presenceLasts = Duration.ofMinutes(45);
  Duration drivingFor = Duration.ZERO;
  boolean presenceSimulated = false;
  int otherRooms = 0;
  String useLicence = "licence";
  String useAvatar = "avatar";
  String driver = "owner";
  VoiceMode voice = VoiceMode.REAL;
  MotionMode motion = MotionMode.MOCAP;
  Liveness liveness = Liveness.LIVE;
  UseKind use = UseKind.LIVE;
  PlatformAccount account = new PlatformAccount("shop", "a");
  String territory = "CN";
  String category = "tea";
  String room = "room";
  String useVoicePart = "";
  Set<String> voiceParts = Set.of();
  String licensee = "";
  boolean member = false;
  WorkKind work = WorkKind.LIKENESS;
  String workPart = "";
  @Nullable Instant noticeEnd = null;
  List<String> ancestors = List.of();
  List<SceneLicence> above = List.of();
  List<ScenePart> parts = List.of();

  /** A part with the licences over it, each followed by those above it. */
  static final class ScenePart {
    String id = "part";
    PartKind kind = PartKind.LOOKS;
    String holder = "tailor";
    List<List<SceneLicence>> offers = List.of();
  }

  IntendedUse intendedUse() {
    return new IntendedUse(
        useLicence,
        useAvatar,
        driver,
        voice,
        motion,
        liveness,
        use,
        account,
        territory,
        category,
        room,
        useVoicePart);
  }

  Known known() {
    return new Known(
        now,
        simulatedAllowed,
        licenceKnown ? Optional.of(licence()) : Optional.empty(),
        avatarKnown
            ? Optional.of(new KnownAvatar(useAvatar, avatarSha, commercial, partsAsLicensed))
            : Optional.empty(),
        driverKnown
            ? Optional.of(new KnownPerson(driver, driverVerified, driverSimulated))
            : Optional.empty(),
        licensorKnown
            ? Optional.of(new KnownPerson(licensorId, licensorVerified, licensorSimulated))
            : Optional.empty(),
        policyKnown ? Optional.of(policy()) : Optional.empty(),
        onAir,
        otherRooms,
        new Further(
            member,
            above.stream().map(SceneLicence::known).toList(),
            parts.stream()
                .map(
                    part ->
                        new KnownPart(
                            part.id,
                            part.kind,
                            part.holder,
                            part.offers.stream()
                                .map(chain -> chain.stream().map(SceneLicence::known).toList())
                                .toList()))
                .toList()),
        presenceKnown
            ? Optional.of(
                new Known.KnownPresence(
                    "presence",
                    presenceOf,
                    now.minus(presenceAge),
                    now.minus(presenceAge).plus(presenceLasts),
                    now.minus(drivingFor),
                    presenceSimulated))
            : Optional.empty());
  }

  private Licence licence() {
    LicenceTerms terms =
        new LicenceTerms(
            termsAvatar,
            scope,
            named,
            voices,
            motions,
            uses,
            platforms,
            territories,
            categoriesAllowed,
            categoriesDenied,
            start,
            end,
            maxRooms,
            maxHours,
            blackouts,
            null,
            new Works(work, workPart, voiceParts),
            new Agreement(licensee, "", false, Termination.AT_ONCE, "", List.of()));
    Licence.Active active =
        Licence.granted(
            new Licence.Grant(
                licenceId,
                licensorId,
                terms,
                new Consent(consent, "txn", SHA, "zh-CN", NOW),
                grantedSha,
                NOW,
                new Descent(ancestors, ancestors.isEmpty() ? "" : "agent")));
    Instant notice = noticeEnd;
    Licence.Standing standing = notice == null ? active : active.notice(NOW, notice);
    return revoked ? standing.revoke(NOW) : standing;
  }

  private PlatformPolicy policy() {
    return new PlatformPolicy(
        "shop",
        Instant.parse("2026-01-01T00:00:00Z"),
        policyUses,
        List.of(
            new PolicyRow(
                true, VoiceMode.REAL, MotionMode.MOCAP, Liveness.LIVE, rowAllowed, "test"),
            new PolicyRow(
                false, VoiceMode.REAL, MotionMode.MOCAP, Liveness.LIVE, rowAllowed, "test"),
            new PolicyRow(
                true, VoiceMode.REAL, MotionMode.AUDIO_DRIVEN, Liveness.LIVE, voiceRow, "test")),
        acceptsSimulated,
        0,
        idleMotion,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        "test",
        presenceWithin,
        presenceWithin.isZero() ? "" : "test");
  }

  Decision decide() {
    return Decision.on(intendedUse(), known());
  }
}
