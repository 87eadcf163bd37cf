package dev.afterglow.registry.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LicenceExportTest {
  private static final long SEED = Long.getLong("seed", 20261123L);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String PARTS = "cd".repeat(32);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A use in plain words. */
  private record Wish(
      String driver,
      VoiceMode voice,
      MotionMode motion,
      UseKind use,
      PlatformAccount account,
      String territory,
      String category,
      Instant time,
      int otherRooms,
      long hoursOnAir,
      String likeness,
      String voicePart,
      boolean member,
      String part,
      boolean parentAllows) {}

  @Test
  void shouldAllowByOdrlExactlyWhatTheLicenceAllowsWhateverItSays() throws Exception {
    // Given
    Random random = new Random(SEED);
    int allowed = 0;
    for (int i = 0; i < 20_000; i++) {
      LicenceTerms terms = terms(random);
      Licence.Active licence = Licence.granted(grant(terms, random.nextInt(4) == 0));
      Wish wish = wish(random);
      String bound = likeness(random);
      Licence.Ending ending =
          licence.notice(NOON.minusSeconds(9), NOON.plusSeconds(random.nextInt(7) - 3));

      // When
      boolean byOdrl = allows(JSON.readTree(OdrlPolicy.of(licence, bound)), wish);
      boolean byOdrlInNotice = allows(JSON.readTree(OdrlPolicy.of(ending, bound)), wish);
      boolean byOdrlOnceRevoked =
          allows(JSON.readTree(OdrlPolicy.of(licence.revoke(NOON), bound)), wish);

      // Then
      boolean allows = allows(licence, wish, bound);
      assertThat(byOdrl).as("seed %d case %d", SEED, i).isEqualTo(allows);
      assertThat(byOdrlInNotice)
          .as("seed %d case %d in notice", SEED, i)
          .isEqualTo(allows && wish.time().isBefore(ending.noticeEndTime()));
      assertThat(byOdrlOnceRevoked).as("seed %d case %d", SEED, i).isFalse();
      allowed += byOdrl ? 1 : 0;
    }
    assertThat(allowed).as("cases that are allowed").isGreaterThan(100);
  }

  @Test
  void shouldGiveTheSameBytesWhenSetsAreBuiltInAnotherOrder() {
    // Given
    Random random = new Random(SEED);
    LicenceTerms terms = terms(random);
    Set<String> territories = new HashSet<>(List.of("US", "CN", "SG"));
    Set<String> again = new HashSet<>(List.of("SG", "US", "CN"));

    // Then
    assertThat(OdrlPolicy.of(Licence.granted(grant(with(terms, territories))), PARTS))
        .isEqualTo(OdrlPolicy.of(Licence.granted(grant(with(terms, again))), PARTS));
  }

  @Test
  void shouldAllowNothingByItselfInVrmAndPointAtTheLicence() throws JsonProcessingException {
    // Given
    LicenceTerms terms = terms(new Random(SEED)).with(Works.LIKENESS, Agreement.NONE);
    Licence.Active licence = Licence.granted(grant(terms));

    // When
    JsonNode meta = JSON.readTree(VrmMeta.of(licence));
    JsonNode revoked = JSON.readTree(VrmMeta.of(licence.revoke(NOON)));

    // Then
    assertThat(meta.get("avatarPermission").asText()).isEqualTo("onlySeparatelyLicensedPerson");
    assertThat(meta.get("otherLicenseUrl").asText()).isEqualTo("urn:uuid:licence");
    assertThat(meta.get("commercialUsage").asText()).isEqualTo("personalNonProfit");
    assertThat(meta.get("modification").asText()).isEqualTo("prohibited");
    meta.properties().stream()
        .filter(entry -> entry.getKey().startsWith("allow"))
        .forEach(entry -> assertThat(entry.getValue().asBoolean()).isFalse());
    assertThat(revoked.get("avatarPermission").asText()).isEqualTo("onlyAuthor");
    assertThat(revoked.has("otherLicenseUrl")).isFalse();
  }

  private static boolean allows(Licence licence, Wish wish, String bound) {
    LicenceTerms terms = licence.grant().terms();
    boolean right =
        terms.works().wholeLikeness()
            ? wish.part().isEmpty() && wish.likeness().equals(bound)
            : wish.part().equals(terms.works().partId());
    return right
        && (licence.grant().descent().ancestors().isEmpty() || wish.parentAllows())
        && terms.allowsDriver(wish.driver(), "owner", wish.member())
        && terms.allowsVoice(wish.voice(), wish.voicePart())
        && terms.motions().contains(wish.motion())
        && terms.uses().contains(wish.use())
        && terms.allowsPlatform(wish.account())
        && terms.territories().contains(wish.territory())
        && terms.allowsCategory(wish.category())
        && !wish.time().isBefore(terms.startTime())
        && wish.time().isBefore(terms.endTime())
        && !terms.blackedOutAt(wish.time())
        && wish.otherRooms() < terms.maxConcurrentRooms()
        && terms.hasHoursLeft(Duration.ofHours(wish.hoursOnAir()));
  }

  /** What a processor that knows the profile makes of the document alone. */
  private static boolean allows(JsonNode policy, Wish wish) {
    boolean addressed = false;
    for (JsonNode assignee : policy.get("assignee")) {
      addressed |= assignee.asText().equals("urn:uuid:" + wish.driver());
      addressed |= wish.member() && assignee.asText().equals("urn:uuid:org");
    }
    String target =
        wish.part().isEmpty() ? "urn:sha256:" + "ab".repeat(32) : "urn:uuid:" + wish.part();
    return addressed
        && policy.get("target").asText().equals(target)
        && anyHolds(policy.path("permission"), wish)
        && !anyHolds(policy.path("prohibition"), wish);
  }

  private static boolean anyHolds(JsonNode rules, Wish wish) {
    for (JsonNode rule : rules) {
      boolean holds = true;
      for (JsonNode constraint : rule.path("constraint")) {
        holds &= holds(constraint, wish);
      }
      if (holds) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(JsonNode constraint, Wish wish) {
    JsonNode right = constraint.get("rightOperand");
    String operator = constraint.get("operator").asText();
    return switch (constraint.get("leftOperand").asText()) {
      case "dateTime" -> {
        Instant bound = Instant.parse(right.get("@value").asText());
        yield switch (operator) {
          case "gteq" -> !wish.time().isBefore(bound);
          case "lt" -> wish.time().isBefore(bound);
          default -> throw new AssertionError(operator);
        };
      }
      case "spatial" -> among(right, Set.of(wish.territory()));
      case "ag:voice" -> among(right, Set.of(wish.voice().name()));
      case "ag:motion" -> among(right, Set.of(wish.motion().name()));
      case "ag:use" -> among(right, Set.of(wish.use().name()));
      case "ag:platformAccount" ->
          among(
              right,
              Set.of(
                  wish.account().platform() + "/" + wish.account().accountId(),
                  wish.account().platform() + "/*"));
      case "ag:category" -> among(right, Set.of(wish.category())) == operator.equals("isAnyOf");
      case "ag:likeness" ->
          right
              .asText()
              .equals(wish.likeness().isEmpty() ? "ag:noParts" : "urn:sha256:" + wish.likeness());
      case "ag:work" -> right.asText().equals(wish.part().isEmpty() ? "LIKENESS" : "DESIGN");
      case "ag:avatar" -> right.asText().equals("urn:uuid:avatar");
      case "ag:voiceModel" ->
          among(
              right,
              Set.of(
                  wish.voice() == VoiceMode.CONVERTED
                      ? "urn:uuid:" + wish.voicePart()
                      : "ag:ownVoice"));
      case "ag:driverOf" -> wish.member() && right.asText().equals("urn:uuid:org");
      case "ag:allowedBy" -> wish.parentAllows() && right.get(0).asText().equals("urn:uuid:parent");
      case "ag:roomsAtOnce" -> wish.otherRooms() + 1 <= right.asInt();
      case "ag:hoursOnAirIn24" -> wish.hoursOnAir() < right.asInt();
      default -> throw new AssertionError(constraint);
    };
  }

  private static boolean among(JsonNode list, Set<String> words) {
    for (JsonNode word : list) {
      if (words.contains(word.asText())) {
        return true;
      }
    }
    return false;
  }

  private static Licence.Grant grant(LicenceTerms terms) {
    return grant(terms, false);
  }

  private static Licence.Grant grant(LicenceTerms terms, boolean sublicence) {
    return new Licence.Grant(
        "licence",
        "owner",
        terms,
        new Consent(ConsentMethod.INTENTION, "txn", "ab".repeat(32), "zh-CN", NOON),
        "ab".repeat(32),
        NOON,
        sublicence ? new Descent(List.of("parent"), "agent") : Descent.FIRST);
  }

  private static LicenceTerms with(LicenceTerms terms, Set<String> territories) {
    return new LicenceTerms(
        terms.avatarId(),
        terms.driverScope(),
        terms.driverSubjectIds(),
        terms.voices(),
        terms.motions(),
        terms.uses(),
        terms.platforms(),
        territories,
        terms.categoriesAllowed(),
        terms.categoriesDenied(),
        terms.startTime(),
        terms.endTime(),
        terms.maxConcurrentRooms(),
        terms.maxHoursPerDay(),
        terms.blackouts());
  }

  private static <T> Set<T> some(Random random, List<T> of) {
    Set<T> some = new HashSet<>();
    for (T each : of) {
      if (random.nextInt(4) != 0) {
        some.add(each);
      }
    }
    return some;
  }

  private static LicenceTerms terms(Random random) {
    List<TimeWindow> blackouts = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Instant start = NOON.plusSeconds(random.nextInt(7) - 3);
      blackouts.add(new TimeWindow(start, start.plusSeconds(1 + random.nextInt(2))));
    }
    Set<String> denied =
        random.nextInt(3) == 0
            ? some(random, List.of(random.nextInt(6) == 0 ? "*" : "wine", "salt"))
            : Set.of();
    boolean design = random.nextInt(8) == 0;
    return new LicenceTerms(
        "avatar",
        DriverScope.values()[random.nextInt(4)],
        some(random, List.of("guest", "owner")),
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
        random.nextInt(3) == 0 ? Set.of("*") : some(random, List.of("tea", "wine")),
        denied,
        NOON.minusSeconds(random.nextInt(4)),
        NOON.plusSeconds(1 + random.nextInt(4)),
        1 + random.nextInt(3),
        random.nextInt(4),
        blackouts,
        null,
        new Works(
            design ? WorkKind.DESIGN : WorkKind.LIKENESS,
            design ? "part" : "",
            some(random, List.of("v", "w"))),
        new Agreement(
            random.nextInt(4) == 0 ? "" : "org",
            random.nextBoolean() ? "by Lin" : "",
            false,
            Termination.AT_ONCE,
            "",
            List.of()));
  }

  private static Wish wish(Random random) {
    return new Wish(
        random.nextInt(4) == 0 ? "guest" : "owner",
        Map.of(0, VoiceMode.TTS, 1, VoiceMode.CONVERTED)
            .getOrDefault(random.nextInt(5), VoiceMode.REAL),
        random.nextInt(4) == 0 ? MotionMode.TAPE : MotionMode.MOCAP,
        random.nextInt(4) == 0 ? UseKind.AD : UseKind.LIVE,
        new PlatformAccount(random.nextInt(4) == 0 ? "mall" : "shop", "a"),
        random.nextInt(4) == 0 ? "US" : "CN",
        Map.of(0, "wine", 1, "salt").getOrDefault(random.nextInt(5), "tea"),
        NOON.plusSeconds(random.nextInt(7) - 3),
        random.nextInt(2),
        random.nextInt(2),
        likeness(random),
        random.nextBoolean() ? "v" : "w",
        random.nextBoolean(),
        random.nextInt(8) == 0 ? "part" : "",
        random.nextInt(4) != 0);
  }

  private static String likeness(Random random) {
    return Map.of(0, PARTS, 1, "ef".repeat(32)).getOrDefault(random.nextInt(6), "");
  }
}
