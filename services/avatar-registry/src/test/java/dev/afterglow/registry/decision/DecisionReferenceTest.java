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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The decision against the reference, reason by reason and record by record. A hundred thousand
 * scenes; {@code -Ddecision.cases=1000000} for the whole million, {@code -Dseed=} for others.
 */
class DecisionReferenceTest {
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final int CASES = Integer.getInteger("decision.cases", 100_000);

  @Test
  void shouldGiveTheReferencesReasonsAndRecordsWhenScenesAreRandom() {
    // Given
    Map<String, Integer> seen = new TreeMap<>();
    int allowed = 0;

    // When // Then
    for (int i = 0; i < CASES; i++) {
      Scene scene = random(new Random(SEED + i));
      TreeSet<String> denials = new TreeSet<>();
      scene.decide().denials().forEach(it -> denials.add(it.reason() + " " + it.record()));
      if (!denials.equals(ReferenceModel.denials(scene))) {
        assertThat(denials)
            .as("scene %d of seed %d", i, SEED)
            .isEqualTo(ReferenceModel.denials(scene));
      }
      allowed += denials.isEmpty() ? 1 : 0;
      denials.forEach(it -> seen.merge(it.substring(0, it.indexOf(' ')), 1, Integer::sum));
    }
    assertThat(allowed).as("allowed scenes of seed %d", SEED).isBetween(CASES / 50, CASES / 2);
    assertThat(seen.keySet())
        .as("reasons met with seed %d; which worker has the room is no matter of a decision", SEED)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(DenialReason.values())
                .filter(it -> it != DenialReason.SUPERSEDED)
                .map(Enum::name)
                .toList());
  }

  /** Mostly allowed, with a few things changed. */
  private static Scene random(Random random) {
    Scene scene = new Scene();
    List<Consumer<Scene>> changes = changes(random);
    for (int n = random.nextInt(7); n > 0; n--) {
      changes.get(random.nextInt(changes.size())).accept(scene);
    }
    return scene;
  }

  private static <T> T one(Random random, T[] of) {
    return of[random.nextInt(of.length)];
  }

  private static List<Consumer<Scene>> changes(Random r) {
    return List.of(
        s -> s.now = s.now.plusNanos(r.nextInt(3) - 1),
        s -> s.now = s.end.plusNanos(r.nextInt(3) - 1),
        s -> s.simulatedAllowed = !s.simulatedAllowed,
        s -> s.acceptsSimulated = !s.acceptsSimulated,
        s -> s.driverSimulated = !s.driverSimulated,
        s -> s.licensorSimulated = !s.licensorSimulated,
        s -> s.consent = one(r, ConsentMethod.values()),
        s -> s.licenceKnown = r.nextInt(4) != 0,
        s -> s.licenceId = r.nextInt(4) == 0 ? "other" : "licence",
        s -> s.useLicence = r.nextInt(4) == 0 ? "" : "licence",
        s -> s.revoked = r.nextInt(4) == 0,
        s -> s.scope = one(r, DriverScope.values()),
        s -> s.named = Set.of("guest", "owner"),
        s -> s.driver = List.of("guest", "owner", "").get(r.nextInt(3)),
        s -> s.voice = one(r, VoiceMode.values()),
        s -> s.voices = Set.of(VoiceMode.values()),
        s -> s.motion = one(r, MotionMode.values()),
        s -> s.motions = Set.of(MotionMode.values()),
        s -> s.liveness = one(r, Liveness.values()),
        s -> s.use = one(r, UseKind.values()),
        s -> s.uses = Set.of(UseKind.values()),
        s -> s.policyUses = Set.of(UseKind.values()),
        s -> s.commercial = !s.commercial,
        s -> s.partsAsLicensed = r.nextInt(4) != 0,
        s -> s.avatarKnown = r.nextInt(4) != 0,
        s -> s.termsAvatar = r.nextInt(4) == 0 ? "other" : "avatar",
        s -> s.avatarSha = r.nextInt(4) == 0 ? "cd".repeat(32) : Scene.SHA,
        s -> s.useAvatar = r.nextInt(4) == 0 ? "" : "avatar",
        s -> s.account = new PlatformAccount(one(r, new String[] {"shop", "mall", ""}), "a"),
        s -> s.account = new PlatformAccount("shop", one(r, new String[] {"a", "b", "*", ""})),
        s -> s.platforms = List.of(new PlatformAccount("shop", r.nextBoolean() ? "a" : "b")),
        s -> s.territory = one(r, new String[] {"US", "CN", ""}),
        s -> s.territories = Set.of("CN", "US"),
        s -> s.category = one(r, new String[] {"wine", "tea", ""}),
        s -> s.categoriesAllowed = Set.of("*"),
        s -> s.categoriesDenied = Set.of(one(r, new String[] {"wine", "*", "salt"})),
        s -> s.room = r.nextInt(4) == 0 ? "" : "room",
        s -> s.otherRooms = r.nextInt(3),
        s -> s.maxRooms = 1 + r.nextInt(3),
        s -> s.maxHours = r.nextInt(4),
        s -> s.onAir = Duration.ofHours(r.nextInt(4)).minusMillis(r.nextInt(2)),
        s ->
            s.blackouts =
                List.of(
                    new TimeWindow(
                        s.now.plusNanos(r.nextInt(5) - 3), s.now.plusNanos(2 + r.nextInt(2)))),
        s -> s.rowAllowed = r.nextInt(4) != 0,
        s -> s.policyKnown = r.nextInt(4) != 0,
        s -> s.driverKnown = r.nextInt(4) != 0,
        s -> s.licensorKnown = r.nextInt(4) != 0,
        s -> s.licensorVerified = r.nextInt(4) != 0,
        s -> s.driverVerified = r.nextInt(4) != 0);
  }
}
