package dev.afterglow.registry.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.DriverScope;
import dev.afterglow.registry.licence.TimeWindow;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import dev.afterglow.registry.use.WorkKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTest {
  @Test
  void shouldAllowWhenEveryDimensionFits() {
    // Given
    Scene scene = new Scene();

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.denials()).isEmpty();
    assertThat(decision.allowed()).isTrue();
    assertThat(decision.epoch()).isEqualTo(1);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("no licence", DenialReason.LICENCE_MISSING, s -> s.licenceKnown = false),
        change("another licence", DenialReason.LICENCE_MISSING, s -> s.licenceId = "other"),
        change("revoked", DenialReason.LICENCE_REVOKED, s -> s.revoked = true),
        change(
            "a moment early", DenialReason.LICENCE_NOT_STARTED, s -> s.now = s.now.minusNanos(1)),
        change("at its end", DenialReason.LICENCE_EXPIRED, s -> s.now = s.end),
        change("another avatar", DenialReason.AVATAR_MISMATCH, s -> s.termsAvatar = "other"),
        change("no avatar", DenialReason.AVATAR_MISMATCH, s -> s.avatarKnown = false),
        change("another file", DenialReason.AVATAR_MISMATCH, s -> s.avatarSha = "cd".repeat(32)),
        change("another part", DenialReason.PARTS_CHANGED, s -> s.partsAsLicensed = false),
        change("no commerce", DenialReason.AVATAR_NOT_COMMERCIAL, s -> s.commercial = false),
        change("unknown driver", DenialReason.DRIVER_NOT_VERIFIED, s -> s.driverKnown = false),
        change(
            "unverified driver", DenialReason.DRIVER_NOT_VERIFIED, s -> s.driverVerified = false),
        change("simulated driver", DenialReason.DRIVER_NOT_VERIFIED, s -> s.driverSimulated = true),
        change(
            "simulated driver where nobody is real",
            DenialReason.DRIVER_NOT_VERIFIED,
            s -> {
              s.driverSimulated = true;
              s.simulatedAllowed = true;
            }),
        change(
            "simulated driver on a lenient platform",
            DenialReason.DRIVER_NOT_VERIFIED,
            s -> {
              s.driverSimulated = true;
              s.acceptsSimulated = true;
            }),
        change(
            "unknown licensor", DenialReason.LICENSOR_NOT_VERIFIED, s -> s.licensorKnown = false),
        change(
            "unverified licensor",
            DenialReason.LICENSOR_NOT_VERIFIED,
            s -> s.licensorVerified = false),
        change(
            "simulated licensor",
            DenialReason.LICENSOR_NOT_VERIFIED,
            s -> s.licensorSimulated = true),
        change(
            "simulated consent",
            DenialReason.PLATFORM_POLICY,
            s -> s.consent = ConsentMethod.SIMULATED),
        change("another driver", DenialReason.DRIVER_NOT_LICENSED, s -> s.driver = "guest"),
        change(
            "scope unsaid", DenialReason.DRIVER_NOT_LICENSED, s -> s.scope = DriverScope.UNSTATED),
        change("nobody named", DenialReason.DRIVER_NOT_LICENSED, s -> s.scope = DriverScope.NAMED),
        change("no voices", DenialReason.VOICE_NOT_LICENSED, s -> s.voices = Set.of()),
        change(
            "converted voice that nobody is named for",
            DenialReason.VOICE_NOT_LICENSED,
            s -> {
              converted(s);
              s.voiceParts = Set.of();
            }),
        change(
            "converted voice that is not the avatar's",
            DenialReason.VOICE_NOT_LICENSED,
            s -> {
              converted(s);
              s.parts = List.of();
            }),
        change(
            "converted voice without a licence of its person",
            DenialReason.WORK_NOT_LICENSED,
            s -> {
              converted(s);
              s.parts = List.of(part(PartKind.VOICE_MODEL, "singer"));
            }),
        change(
            "converted voice unsaid",
            DenialReason.USE_INCOMPLETE,
            s -> {
              converted(s);
              s.useVoicePart = "";
            }),
        change(
            "own voice with another's named",
            DenialReason.USE_INCOMPLETE,
            s -> s.useVoicePart = "part"),
        change(
            "no member",
            DenialReason.DRIVER_NOT_LICENSED,
            s -> {
              s.scope = DriverScope.ANY_VERIFIED_OF_ORG;
              s.licensee = "org";
            }),
        change(
            "a member of nothing named",
            DenialReason.DRIVER_NOT_LICENSED,
            s -> {
              s.scope = DriverScope.ANY_VERIFIED_OF_ORG;
              s.member = true;
            }),
        change("notice over", DenialReason.LICENCE_REVOKED, s -> s.noticeEnd = s.now),
        change(
            "a design licence in the likeness' place",
            DenialReason.WORK_NOT_LICENSED,
            s -> {
              s.work = WorkKind.DESIGN;
              s.workPart = "part";
            }),
        change(
            "a parent that is not known",
            DenialReason.LICENCE_MISSING,
            s -> s.ancestors = List.of("parent")),
        change(
            "somebody's work without a licence",
            DenialReason.WORK_NOT_LICENSED,
            s -> s.parts = List.of(part(PartKind.LOOKS, "tailor"))),
        change(
            "somebody's script without a licence",
            DenialReason.WORK_NOT_LICENSED,
            s -> s.parts = List.of(part(PartKind.SCRIPTS, "poet"))),
        change("no motions", DenialReason.MOTION_NOT_LICENSED, s -> s.motions = Set.of()),
        change("no uses", DenialReason.USE_NOT_LICENSED, s -> s.uses = Set.of()),
        change("no platforms", DenialReason.PLATFORM_NOT_LICENSED, s -> s.platforms = List.of()),
        change(
            "another account",
            DenialReason.PLATFORM_NOT_LICENSED,
            s -> s.platforms = List.of(new PlatformAccount("shop", "b"))),
        change(
            "no territories", DenialReason.TERRITORY_NOT_LICENSED, s -> s.territories = Set.of()),
        change(
            "no categories",
            DenialReason.CATEGORY_NOT_LICENSED,
            s -> s.categoriesAllowed = Set.of()),
        change(
            "denied category",
            DenialReason.CATEGORY_NOT_LICENSED,
            s -> s.categoriesDenied = Set.of("tea")),
        change(
            "every category denied",
            DenialReason.CATEGORY_NOT_LICENSED,
            s -> s.categoriesDenied = Set.of("*")),
        change("room too many", DenialReason.TOO_MANY_ROOMS, s -> s.otherRooms = 1),
        change(
            "hours used up",
            DenialReason.HOURS_USED_UP,
            s -> {
              s.maxHours = 2;
              s.onAir = Duration.ofHours(2);
            }),
        change(
            "blacked out",
            DenialReason.BLACKED_OUT,
            s -> s.blackouts = List.of(new TimeWindow(s.now, s.now.plusNanos(1)))),
        change("no policy", DenialReason.PLATFORM_UNKNOWN, s -> s.policyKnown = false),
        change("no presence", DenialReason.DRIVER_NOT_PRESENT, s -> s.presenceKnown = false),
        change(
            "somebody else's presence",
            DenialReason.DRIVER_NOT_PRESENT,
            s -> s.presenceOf = "guest"),
        change(
            "a presence that is too old",
            DenialReason.DRIVER_NOT_PRESENT,
            s -> s.presenceAge = s.presenceWithin),
        change(
            "a presence that is over",
            DenialReason.DRIVER_NOT_PRESENT,
            s -> s.presenceLasts = s.presenceAge),
        change(
            "simulated presence", DenialReason.DRIVER_NOT_PRESENT, s -> s.presenceSimulated = true),
        change("forbidden row", DenialReason.PLATFORM_POLICY, s -> s.rowAllowed = false),
        change(
            "use that the platform has not",
            DenialReason.PLATFORM_POLICY,
            s -> s.policyUses = Set.of()),
        change("hybrid", DenialReason.PLATFORM_POLICY, s -> s.liveness = Liveness.HYBRID),
        change("unattended", DenialReason.PLATFORM_POLICY, s -> s.liveness = Liveness.UNATTENDED),
        change("voice unsaid", DenialReason.USE_INCOMPLETE, s -> s.voice = VoiceMode.UNSTATED),
        change("motion unsaid", DenialReason.USE_INCOMPLETE, s -> s.motion = MotionMode.UNSTATED),
        change("liveness unsaid", DenialReason.USE_INCOMPLETE, s -> s.liveness = Liveness.UNSTATED),
        change("use unsaid", DenialReason.USE_INCOMPLETE, s -> s.use = UseKind.UNSTATED),
        change("licence unsaid", DenialReason.USE_INCOMPLETE, s -> s.useLicence = ""),
        change("avatar unsaid", DenialReason.USE_INCOMPLETE, s -> s.useAvatar = ""),
        change("driver unsaid", DenialReason.USE_INCOMPLETE, s -> s.driver = ""),
        change(
            "platform unsaid",
            DenialReason.USE_INCOMPLETE,
            s -> s.account = new PlatformAccount("", "a")),
        change(
            "account unsaid",
            DenialReason.USE_INCOMPLETE,
            s -> s.account = new PlatformAccount("shop", "")),
        change("territory unsaid", DenialReason.USE_INCOMPLETE, s -> s.territory = ""),
        change("category unsaid", DenialReason.USE_INCOMPLETE, s -> s.category = ""),
        change("room unsaid", DenialReason.USE_INCOMPLETE, s -> s.room = ""),
        change(
            "account that stands for all",
            DenialReason.USE_INCOMPLETE,
            s -> s.account = new PlatformAccount("shop", "*")));
  }

  private static void converted(Scene s) {
    s.voice = VoiceMode.CONVERTED;
    s.voices = Set.of(VoiceMode.CONVERTED);
    s.voiceParts = Set.of("part");
    s.useVoicePart = "part";
    s.parts = List.of(part(PartKind.VOICE_MODEL, "owner"));
  }

  private static Scene.ScenePart part(PartKind kind, String holder) {
    Scene.ScenePart part = new Scene.ScenePart();
    part.kind = kind;
    part.holder = holder;
    return part;
  }

  private static Arguments change(String name, DenialReason reason, Consumer<Scene> change) {
    return Arguments.of(name, reason, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void shouldDenyWithItsReasonWhenOneDimensionFails(
      String name, DenialReason reason, Consumer<Scene> change) {
    // Given
    Scene scene = new Scene();
    change.accept(scene);

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.denials()).extracting(Denial::reason).contains(reason);
    assertThat(decision.denials()).allSatisfy(d -> assertThat(d.record()).contains(":"));
  }

  @Test
  void shouldAllowSimulatedPeopleWhenInstallationAndPlatformBothDo() {
    // Given
    Scene scene = new Scene();
    scene.driverSimulated = true;
    scene.licensorSimulated = true;
    scene.consent = ConsentMethod.SIMULATED;
    scene.simulatedAllowed = true;
    scene.acceptsSimulated = true;

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.denials()).isEmpty();
  }

  @Test
  void shouldAskForAPresenceBeforeTheDriveAndNotThroughoutIt() {
    // Given
    Scene scene = new Scene();
    scene.presenceAge = Duration.ofHours(4).plusMinutes(29);
    scene.drivingFor = Duration.ofHours(4);

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.denials()).isEmpty();
  }

  @Test
  void shouldAskForNoPresenceWhereThePolicyDoesNot() {
    // Given
    Scene scene = new Scene();
    scene.presenceWithin = Duration.ZERO;
    scene.presenceKnown = false;

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.denials()).isEmpty();
  }

  @Test
  void shouldNeedNoCommerceWhenNoViewerSees() {
    // Given
    Scene scene = new Scene();
    scene.commercial = false;
    scene.presenceKnown = false;
    scene.use = UseKind.REHEARSAL;
    scene.uses = Set.of(UseKind.REHEARSAL);
    scene.policyUses = Set.of(UseKind.REHEARSAL);

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.denials()).isEmpty();
  }

  @Test
  void shouldAllowAnyMemberWhenTheLicenceLetsTheOrganisationDrive() {
    // Given
    Scene scene = new Scene();
    scene.scope = DriverScope.ANY_VERIFIED_OF_ORG;
    scene.licensee = "org";
    scene.member = true;
    scene.driver = "guest";
    scene.presenceOf = "guest";

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.denials()).isEmpty();
  }

  @Test
  void shouldStandOnTheDesignersLicenceAndThoseAboveItWhenTheirWorkIsInTheAvatar() {
    // Given
    Scene scene = new Scene();
    SceneLicence expired = new SceneLicence();
    expired.id = "expired";
    expired.end = Scene.NOW;
    SceneLicence design = new SceneLicence();
    design.ancestors = List.of("above");
    SceneLicence above = new SceneLicence();
    above.id = "above";
    Scene.ScenePart part = part(PartKind.LOOKS, "tailor");
    part.offers = List.of(List.of(expired), List.of(design, above));
    scene.parts = List.of(part);

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.denials()).isEmpty();
    assertThat(decision.grounds()).containsExactlyInAnyOrder("design", "above");
  }

  @Test
  void shouldTellWhyEachOfferFailsWhenNoneClearsAWork() {
    // Given
    Scene scene = new Scene();
    SceneLicence expired = new SceneLicence();
    expired.end = Scene.NOW;
    Scene.ScenePart part = part(PartKind.LOOKS, "tailor");
    part.offers = List.of(List.of(expired));
    scene.parts = List.of(part);

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.denials())
        .containsExactly(
            new Denial(DenialReason.WORK_NOT_LICENSED, "part:part"),
            new Denial(DenialReason.LICENCE_EXPIRED, "licence:design"));
    assertThat(decision.grounds()).isEmpty();
  }

  @Test
  void shouldNotHearAVoiceModelWhenTheDriverSpeaksThemselves() {
    // Given
    Scene scene = new Scene();
    scene.parts = List.of(part(PartKind.VOICE_MODEL, "singer"));

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.denials()).isEmpty();
  }
}
