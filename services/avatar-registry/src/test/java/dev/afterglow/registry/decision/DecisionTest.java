package dev.afterglow.registry.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.DriverScope;
import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTest {
  private static final long SEED = Long.getLong("seed", 20_260_301L);

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

  @Test
  void shouldAgreeWithTheReferenceWhenScenesAreRandom() {
    // Given
    int allowed = 0;
    for (int i = 0; i < 50_000; i++) {
      Scene scene = random(new Random(SEED + i));

      // When
      boolean answer = scene.decide().allowed();

      // Then
      assertThat(answer).as("scene %d of seed %d", i, SEED).isEqualTo(reference(scene));
      allowed += answer ? 1 : 0;
    }
    assertThat(allowed).as("allowed scenes of seed %d", SEED).isBetween(1_000, 49_000);
  }

  /** Mostly allowed, with a few things changed. */
  private static Scene random(Random random) {
    Scene s = new Scene();
    List<Consumer<Scene>> changes =
        List.of(
            x -> x.now = x.now.plusNanos(random.nextInt(3) - 1),
            x -> x.now = x.end.plusNanos(random.nextInt(3) - 1),
            x -> x.simulatedAllowed = !x.simulatedAllowed,
            x -> x.acceptsSimulated = !x.acceptsSimulated,
            x -> x.driverSimulated = !x.driverSimulated,
            x -> x.licensorSimulated = !x.licensorSimulated,
            x -> x.consent = ConsentMethod.values()[random.nextInt(3)],
            x -> x.revoked = random.nextInt(4) == 0,
            x -> x.scope = DriverScope.values()[random.nextInt(3)],
            x -> x.named = Set.of("guest", "owner"),
            x -> x.driver = random.nextBoolean() ? "guest" : "owner",
            x -> x.voice = VoiceMode.values()[random.nextInt(4)],
            x ->
                x.voices =
                    Set.copyOf(List.of(VoiceMode.values()[random.nextInt(4)], VoiceMode.REAL)),
            x -> x.motion = MotionMode.values()[random.nextInt(5)],
            x -> x.liveness = Liveness.values()[random.nextInt(4)],
            x -> x.use = UseKind.values()[random.nextInt(6)],
            x -> x.uses = Set.of(UseKind.values()),
            x -> x.policyUses = Set.of(UseKind.values()),
            x -> x.commercial = !x.commercial,
            x -> x.avatarKnown = random.nextInt(4) != 0,
            x ->
                x.platforms =
                    List.of(new PlatformAccount("shop", random.nextBoolean() ? "a" : "b")),
            x -> x.territory = random.nextBoolean() ? "US" : "CN",
            x -> x.territories = Set.of("CN", "US"),
            x -> x.category = random.nextBoolean() ? "wine" : "tea",
            x -> x.categoriesAllowed = Set.of("*"),
            x -> x.categoriesDenied = Set.of("wine"),
            x -> x.otherRooms = random.nextInt(3),
            x -> x.maxRooms = 1 + random.nextInt(3),
            x -> x.rowAllowed = random.nextInt(4) != 0,
            x -> x.licensorVerified = random.nextInt(4) != 0,
            x -> x.driverVerified = random.nextInt(4) != 0);
    for (int n = random.nextInt(6); n > 0; n--) {
      changes.get(random.nextInt(changes.size())).accept(s);
    }
    return s;
  }

  /** The rules once more, written from the contract and sharing no code with the decision. */
  private static boolean reference(Scene s) {
    boolean simulated = s.simulatedAllowed && s.acceptsSimulated;
    boolean driverFine = s.driverKnown && s.driverVerified && (simulated || !s.driverSimulated);
    boolean licensorFine =
        s.licensorKnown && s.licensorVerified && (simulated || !s.licensorSimulated);
    boolean consentFine = simulated || s.consent != ConsentMethod.SIMULATED;
    boolean timely = !s.revoked && s.now.compareTo(s.start) >= 0 && s.now.compareTo(s.end) < 0;
    boolean mayDrive =
        (s.scope == DriverScope.OWNER_ONLY && s.driver.equals("owner"))
            || (s.scope == DriverScope.NAMED && s.named.contains(s.driver));
    boolean way =
        s.voice == VoiceMode.REAL
            && s.motion == MotionMode.MOCAP
            && s.liveness == Liveness.LIVE
            && s.rowAllowed;
    boolean forWhat =
        s.use != UseKind.UNSTATED && s.uses.contains(s.use) && s.policyUses.contains(s.use);
    boolean where =
        s.platforms.stream().anyMatch(p -> p.accountId().equals("*") || p.accountId().equals("a"));
    boolean goods =
        (s.categoriesAllowed.contains(s.category) || s.categoriesAllowed.contains("*"))
            && !s.categoriesDenied.contains(s.category);
    return driverFine
        && licensorFine
        && consentFine
        && timely
        && mayDrive
        && way
        && s.voices.contains(s.voice)
        && s.motions.contains(s.motion)
        && forWhat
        && where
        && goods
        && s.territories.contains(s.territory)
        && s.avatarKnown
        && (s.commercial || s.use == UseKind.REHEARSAL)
        && s.otherRooms < s.maxRooms;
  }
}
