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
import java.util.ArrayList;
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
    return List.<Consumer<Scene>>of(
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
        s -> s.presenceWithin = Duration.ofMinutes(r.nextInt(3) * 15L),
        s -> s.presenceKnown = r.nextInt(4) != 0,
        s -> s.presenceOf = r.nextBoolean() ? "guest" : s.driver,
        s -> s.presenceAge = Duration.ofMinutes(r.nextInt(4) * 15L).minusMillis(r.nextInt(2)),
        s -> s.presenceLasts = Duration.ofMinutes(r.nextInt(4) * 15L),
        s -> s.drivingFor = Duration.ofMinutes(r.nextInt(4) * 15L),
        s -> s.presenceSimulated = !s.presenceSimulated,
        s -> s.rowAllowed = r.nextInt(4) != 0,
        s -> s.policyKnown = r.nextInt(4) != 0,
        s -> s.driverKnown = r.nextInt(4) != 0,
        s -> s.licensorKnown = r.nextInt(4) != 0,
        s -> s.licensorVerified = r.nextInt(4) != 0,
        s -> s.driverVerified = r.nextInt(4) != 0,
        s -> s.useVoicePart = one(r, new String[] {"", "voice", "other"}),
        s -> {
          s.voice = VoiceMode.CONVERTED;
          s.voices = Set.of(VoiceMode.values());
          s.voiceParts = r.nextInt(4) == 0 ? Set.of("other") : Set.of("voice");
          s.useVoicePart = "voice";
        },
        s -> {
          s.scope = DriverScope.ANY_VERIFIED_OF_ORG;
          s.licensee = r.nextInt(4) == 0 ? "" : "org";
          s.member = r.nextInt(4) != 0;
        },
        s -> {
          s.work = one(r, WorkKind.values());
          s.workPart = s.work == WorkKind.LIKENESS && r.nextBoolean() ? "" : "part";
        },
        s -> s.noticeEnd = s.now.plusNanos(r.nextInt(3) - 1),
        s -> {
          s.ancestors = List.of("parent");
          s.above = r.nextInt(4) == 0 ? List.of() : List.of(above(r, "parent"));
        },
        s -> s.parts = List.of(part(r)),
        s -> s.parts = List.of(part(r), part(r)));
  }

  private static SceneLicence above(Random r, String id) {
    SceneLicence above = licence(r);
    above.id = id;
    above.granter = "owner";
    above.holder = "owner";
    return above;
  }

  private static Scene.ScenePart part(Random r) {
    Scene.ScenePart part = new Scene.ScenePart();
    part.kind = one(r, PartKind.values());
    part.id = part.kind == PartKind.VOICE_MODEL ? "voice" : "part";
    part.holder = one(r, new String[] {"owner", "tailor", "tailor", "tailor"});
    List<List<SceneLicence>> offers = new ArrayList<>();
    for (int n = r.nextInt(5); n > 1; n--) {
      SceneLicence offer = licence(r);
      offer.id = "offer" + n;
      offer.work = r.nextInt(6) == 0 ? one(r, WorkKind.values()) : part.kind.work();
      offer.part = r.nextInt(6) == 0 ? "sleeve" : part.id;
      offer.voiceParts = Set.of("voice");
      List<SceneLicence> chain = new ArrayList<>(List.of(offer));
      if (r.nextInt(4) == 0) {
        offer.ancestors = List.of("above" + n);
        if (r.nextInt(4) != 0) {
          chain.add(above(r, "above" + n));
        }
      }
      offers.add(chain);
    }
    part.offers = offers;
    return part;
  }

  /** Mostly as it stands. */
  private static SceneLicence licence(Random r) {
    SceneLicence licence = new SceneLicence();
    List<Consumer<SceneLicence>> changes =
        List.of(
            l -> l.holderKnown = false,
            l -> l.holderVerified = false,
            l -> l.holderSimulated = true,
            l -> l.revoked = true,
            l -> l.avatar = "other",
            l -> l.scope = one(r, DriverScope.values()),
            l -> l.member = r.nextBoolean(),
            l -> l.named = Set.of("guest"),
            l -> l.voices = Set.of(VoiceMode.REAL),
            l -> l.voiceParts = Set.of("voice"),
            l -> l.motions = Set.of(MotionMode.MOCAP),
            l -> l.uses = Set.of(UseKind.AD),
            l -> l.platforms = List.of(new PlatformAccount("shop", "b")),
            l -> l.territories = Set.of("US"),
            l -> l.categoriesAllowed = Set.of("wine"),
            l -> l.categoriesDenied = Set.of(one(r, new String[] {"wine", "*", "tea"})),
            l -> l.start = Scene.NOW.minusNanos(r.nextInt(3)),
            l -> {
              l.start = Scene.NOW.plusNanos(1);
              l.end = Scene.NOW.plusNanos(2);
            },
            l -> {
              l.start = Scene.NOW.minusNanos(5);
              l.end = Scene.NOW.plusNanos(r.nextInt(3) - 1);
            },
            l -> l.otherRooms = r.nextInt(5),
            l -> l.maxHours = r.nextInt(3),
            l -> l.onAir = Duration.ofHours(r.nextInt(3)).minusMillis(r.nextInt(2)),
            l -> l.blackouts = List.of(new TimeWindow(Scene.NOW, Scene.NOW.plusNanos(1))),
            l -> l.consent = one(r, ConsentMethod.values()));
    for (int n = r.nextInt(4); n > 1; n--) {
      changes.get(r.nextInt(changes.size())).accept(licence);
    }
    if (!licence.end.isAfter(licence.start)) {
      licence.end = licence.start.plusNanos(1);
    }
    return licence;
  }
}
