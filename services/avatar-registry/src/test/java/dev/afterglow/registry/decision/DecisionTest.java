package dev.afterglow.registry.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.DriverScope;
import dev.afterglow.registry.licence.TimeWindow;
import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
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
  void shouldNeedNoCommerceWhenNoViewerSees() {
    // Given
    Scene scene = new Scene();
    scene.commercial = false;
    scene.use = UseKind.REHEARSAL;
    scene.uses = Set.of(UseKind.REHEARSAL);
    scene.policyUses = Set.of(UseKind.REHEARSAL);

    // When
    Decision decision = scene.decide();

    // Then
    assertThat(decision.denials()).isEmpty();
  }
}
