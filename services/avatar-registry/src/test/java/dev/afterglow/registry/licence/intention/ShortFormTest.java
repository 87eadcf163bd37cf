package dev.afterglow.registry.licence.intention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.licence.DriverScope;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortFormTest {
  private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

  private static LicenceTerms terms(int rooms, Set<String> territories, int platforms) {
    return new LicenceTerms(
        "avatar",
        DriverScope.OWNER_ONLY,
        Set.of(),
        Set.of(VoiceMode.REAL),
        Set.of(MotionMode.MOCAP),
        Set.of(UseKind.LIVE),
        IntStream.range(0, platforms).mapToObj(i -> new PlatformAccount("p" + i, "*")).toList(),
        territories,
        Set.of("tea", "salt", "wine"),
        Set.of(),
        START,
        START.plusSeconds(86_400),
        rooms,
        0,
        List.of());
  }

  private static String digest(LicenceTerms terms) {
    return TermsDigest.of("owner", StoredJson.text(terms));
  }

  @Test
  void shouldFitIntoABreathHoweverLargeTheLicenceIs() {
    // Given
    Set<String> all = IntStream.range(0, 250).mapToObj(i -> "T" + i).collect(Collectors.toSet());
    LicenceTerms largest = terms(1_000, all, 100);

    // When
    String chinese = ShortForm.of(largest, digest(largest), "zh-CN");
    String english = ShortForm.of(largest, digest(largest), "en");

    // Then
    assertThat(chinese).hasSizeLessThanOrEqualTo(120).contains("2026-11-23", "1000");
    assertThat(english).hasSizeLessThanOrEqualTo(120).contains("2026-11-24", "250");
  }

  @Test
  void shouldHaveAnotherCodeWhenAnythingInTheTermsIsAnother() {
    // Given
    LicenceTerms terms = terms(1, Set.of("CN", "US"), 2);
    LicenceTerms others = terms(1, Set.of("CN", "FR"), 2);

    // When
    String one = ShortForm.of(terms, digest(terms), "en");
    String other = ShortForm.of(others, digest(others), "en");

    // Then
    assertThat(one).isNotEqualTo(other);
    assertThat(one.replaceAll("Code.*", "")).isEqualTo(other.replaceAll("Code.*", ""));
    assertThat(ShortForm.code(digest(terms))).matches("\\d{4} \\d{4}");
  }

  @Test
  void shouldDigestTermsAlikeInWhateverOrderTheyStand() {
    // Given
    String one = "{\"b\":[\"x\",\"y\"],\"a\":{\"d\":1,\"c\":[{\"k\":1},{\"k\":2}]}}";
    String other = "{\"a\":{\"c\":[{\"k\":2},{\"k\":1}],\"d\":1},\"b\":[\"y\",\"x\"]}";
    String another = "{\"a\":{\"c\":[{\"k\":2},{\"k\":1}],\"d\":2},\"b\":[\"y\",\"x\"]}";

    // When
    String digest = TermsDigest.of("owner", one);

    // Then
    assertThat(TermsDigest.of("owner", other)).isEqualTo(digest);
    assertThat(TermsDigest.of("owner", another)).isNotEqualTo(digest);
    assertThat(TermsDigest.of("somebody", one)).isNotEqualTo(digest);
  }
}
