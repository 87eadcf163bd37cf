package dev.afterglow.registry.licence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import dev.afterglow.registry.use.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A sublicence that is taken for narrower allows nothing that its parent does not, over random
 * pairs and uses; {@code -Dseed=} for others, {@code -Dnarrower.cases=} for more.
 */
class NarrowerTest {
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final int CASES = Integer.getInteger("narrower.cases", 200_000);
  private static final int WISHES = 24;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private record Wish(
      String driver,
      boolean memberOfOrg,
      boolean memberOfGuild,
      VoiceMode voice,
      String voicePart,
      MotionMode motion,
      UseKind use,
      PlatformAccount account,
      String territory,
      String category,
      Instant time,
      int rooms,
      int hours) {}

  @Test
  void shouldAllowNothingMoreThanItsParentWhenTakenForNarrower() {
    // Given
    Random random = new Random(SEED);
    int narrower = 0;
    int allowedByBoth = 0;

    // When // Then
    for (int i = 0; i < CASES; i++) {
      LicenceTerms parent = terms(random);
      LicenceTerms child = random.nextInt(3) == 0 ? terms(random) : near(random, parent);
      if (!Narrower.widerIn(child, parent, "owner").isEmpty()) {
        continue;
      }
      narrower++;
      for (int n = 0; n < WISHES; n++) {
        Wish wish = wish(random);
        if (allows(child, wish)) {
          assertThat(allows(parent, wish))
              .as("seed %d case %d: %s under %s for %s", SEED, i, child, parent, wish)
              .isTrue();
          allowedByBoth++;
        }
      }
    }
    assertThat(narrower).as("pairs that are narrower, of seed %d", SEED).isGreaterThan(CASES / 20);
    assertThat(allowedByBoth).as("uses that both allow").isGreaterThan(CASES / 50);
  }

  @Test
  void shouldNameEachFieldThatIsWiderWhenOneIs() {
    // Given
    LicenceTerms parent = narrow("*");

    // When // Then
    assertThat(Narrower.widerIn(parent, parent, "owner")).isEmpty();
    assertThat(Narrower.widerIn(narrow("*"), narrow("a"), "owner")).containsExactly("platforms");
    assertThat(
            Narrower.widerIn(
                parent.with(new Works(WorkKind.LIKENESS, "", Set.of("v")), Agreement.NONE),
                parent,
                "owner"))
        .containsExactly("voice_part_ids");
    assertThat(
            Narrower.widerIn(
                parent,
                parent.with(
                    Works.LIKENESS,
                    new Agreement("", "by Lin", false, Termination.AT_ONCE, "", List.of())),
                "owner"))
        .containsExactly("credit");
  }

  private static LicenceTerms narrow(String account) {
    return new LicenceTerms(
        "avatar",
        DriverScope.OWNER_ONLY,
        Set.of(),
        Set.of(VoiceMode.REAL),
        Set.of(MotionMode.MOCAP),
        Set.of(UseKind.LIVE),
        List.of(new PlatformAccount("shop", account)),
        Set.of("CN"),
        Set.of("tea"),
        Set.of(),
        NOON,
        NOON.plusSeconds(4),
        1,
        0,
        List.of());
  }

  /** Whether terms by themselves allow a use, asked as a decision asks. */
  private static boolean allows(LicenceTerms terms, Wish wish) {
    boolean member =
        switch (terms.agreement().licenseeOrgId()) {
          case "org" -> wish.memberOfOrg();
          case "guild" -> wish.memberOfGuild();
          default -> false;
        };
    return terms.allowsDriver(wish.driver(), "owner", member)
        && terms.allowsVoice(wish.voice(), wish.voicePart())
        && terms.motions().contains(wish.motion())
        && terms.uses().contains(wish.use())
        && terms.allowsPlatform(wish.account())
        && terms.territories().contains(wish.territory())
        && terms.allowsCategory(wish.category())
        && !wish.time().isBefore(terms.startTime())
        && wish.time().isBefore(terms.endTime())
        && !terms.blackedOutAt(wish.time())
        && terms.hasHoursLeft(Duration.ofHours(wish.hours()))
        && wish.rooms() < terms.maxConcurrentRooms();
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static <T> Set<T> some(Random random, List<T> of) {
    Set<T> some = new HashSet<>();
    for (T each : of) {
      if (random.nextInt(5) != 0) {
        some.add(each);
      }
    }
    return some;
  }

  private static <T> Set<T> fewer(Random random, Set<T> of) {
    Set<T> fewer = new HashSet<>(of);
    if (random.nextInt(4) == 0 && !fewer.isEmpty()) {
      fewer.remove(fewer.iterator().next());
    }
    return fewer;
  }

  private static LicenceTerms terms(Random random) {
    return new LicenceTerms(
            "avatar",
            one(random, List.of(DriverScope.values())),
            some(random, List.of("owner", "guest")),
            some(random, List.of(VoiceMode.REAL, VoiceMode.CONVERTED)),
            some(random, List.of(MotionMode.MOCAP, MotionMode.TAPE)),
            some(random, List.of(UseKind.LIVE, UseKind.AD)),
            new ArrayList<>(
                some(
                    random,
                    List.of(
                        new PlatformAccount("shop", random.nextBoolean() ? "*" : "a"),
                        new PlatformAccount("mall", "b")))),
            some(random, List.of("CN", "US")),
            random.nextInt(2) == 0 ? Set.of("*") : some(random, List.of("tea", "wine")),
            random.nextInt(3) == 0 ? some(random, List.of("wine", "salt")) : Set.of(),
            NOON.minusSeconds(random.nextInt(3)),
            NOON.plusSeconds(2 + random.nextInt(3)),
            1 + random.nextInt(3),
            random.nextInt(3),
            windows(random))
        .with(
            new Works(WorkKind.LIKENESS, "", some(random, List.of("v", "w"))),
            new Agreement(
                one(random, List.of("", "org", "org", "guild")),
                "",
                false,
                Termination.AT_ONCE,
                "",
                List.of()));
  }

  /** The parent with a few things less, or now and then more. */
  private static LicenceTerms near(Random random, LicenceTerms parent) {
    List<TimeWindow> blackouts = new ArrayList<>(parent.blackouts());
    if (random.nextInt(6) == 0) {
      blackouts = windows(random);
    }
    Instant end = parent.endTime().minusSeconds(random.nextInt(2));
    return new LicenceTerms(
            parent.avatarId(),
            random.nextInt(4) == 0
                ? one(random, List.of(DriverScope.values()))
                : parent.driverScope(),
            fewer(random, parent.driverSubjectIds()),
            fewer(random, parent.voices()),
            fewer(random, parent.motions()),
            fewer(random, parent.uses()),
            parent.platforms(),
            fewer(random, parent.territories()),
            random.nextInt(4) == 0 ? Set.of("tea", "wine") : parent.categoriesAllowed(),
            random.nextInt(4) == 0 ? Set.of("salt") : parent.categoriesDenied(),
            parent.startTime(),
            end.isAfter(parent.startTime()) ? end : parent.endTime(),
            Math.max(1, parent.maxConcurrentRooms() - random.nextInt(2)),
            random.nextInt(5) == 0 ? random.nextInt(3) : parent.maxHoursPerDay(),
            blackouts)
        .with(
            new Works(WorkKind.LIKENESS, "", fewer(random, parent.works().voicePartIds())),
            parent.agreement());
  }

  private static List<TimeWindow> windows(Random random) {
    List<TimeWindow> windows = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Instant start = NOON.plusSeconds(random.nextInt(5) - 2);
      windows.add(new TimeWindow(start, start.plusSeconds(1 + random.nextInt(2))));
    }
    return windows;
  }

  private static Wish wish(Random random) {
    return new Wish(
        one(random, List.of("owner", "owner", "guest", "stranger")),
        random.nextBoolean(),
        random.nextBoolean(),
        one(random, List.of(VoiceMode.REAL, VoiceMode.CONVERTED)),
        one(random, List.of("v", "w")),
        one(random, List.of(MotionMode.MOCAP, MotionMode.TAPE)),
        one(random, List.of(UseKind.LIVE, UseKind.AD)),
        one(
            random,
            List.of(
                new PlatformAccount("shop", "a"),
                new PlatformAccount("shop", "b"),
                new PlatformAccount("mall", "b"))),
        one(random, List.of("CN", "US")),
        one(random, List.of("tea", "wine", "salt", "rice")),
        NOON.plusSeconds(random.nextInt(7) - 2),
        random.nextInt(3),
        random.nextInt(3));
  }
}
