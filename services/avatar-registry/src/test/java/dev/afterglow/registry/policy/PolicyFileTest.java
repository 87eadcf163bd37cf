package dev.afterglow.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.use.Liveness;
import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.UseKind;
import dev.afterglow.registry.use.VoiceMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private final PolicyTable table = PolicyFile.bundled();

  @ParameterizedTest
  @ValueSource(strings = {"douyin_live", "tiktok_shop_live", "taobao"})
  void shouldAllowOnlyTheTwoCleanModesWhenPlatformSells(String platform) {
    // Given
    PlatformPolicy policy = table.inForce(platform, NOW).orElseThrow();
    List<String> allowed = new ArrayList<>();

    // When
    for (boolean owner : new boolean[] {true, false}) {
      for (VoiceMode voice : VoiceMode.values()) {
        for (MotionMode motion : MotionMode.values()) {
          for (Liveness liveness : Liveness.values()) {
            if (policy.allows(owner, voice, motion, liveness)) {
              allowed.add(owner + " " + voice + " " + motion + " " + liveness);
            }
          }
        }
      }
    }

    // Then
    assertThat(allowed).containsExactly("true REAL MOCAP LIVE", "false REAL MOCAP LIVE");
    assertThat(policy.acceptsSimulated()).isFalse();
    assertThat(policy.leaseTtl(LeaseMode.STRICT)).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.leaseTtl(LeaseMode.AVAILABLE)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void shouldLetTapesPassOnlyWhereNoPlatformShowsThem() {
    // When
    List<String> platforms =
        table.all().stream()
            .filter(p -> p.allows(true, VoiceMode.REAL, MotionMode.TAPE, Liveness.LIVE))
            .map(PlatformPolicy::platform)
            .distinct()
            .toList();

    // Then
    assertThat(platforms).containsExactly("rehearsal", "showroom");
    assertThat(table.inForce("rehearsal", NOW).orElseThrow().uses())
        .containsExactly(UseKind.REHEARSAL);
  }

  @ParameterizedTest
  @CsvSource({
    "true, REAL, AUDIO_DRIVEN, LIVE", "false, REAL, AUDIO_DRIVEN, LIVE",
    "true, REAL, CLIP, HYBRID", "true, TTS, AUDIO_DRIVEN, UNATTENDED"
  })
  void shouldAllowInFilmWhenTheSellingPlatformsBlock(
      boolean owner, VoiceMode voice, MotionMode motion, Liveness liveness) {
    // When
    boolean film =
        table.inForce("film_post", NOW).orElseThrow().allows(owner, voice, motion, liveness);
    boolean live =
        table.inForce("douyin_live", NOW).orElseThrow().allows(owner, voice, motion, liveness);

    // Then
    assertThat(film).isTrue();
    assertThat(live).isFalse();
  }

  @Test
  void shouldLetTheVoiceMoveTheFigureOnlyWhereNobodyBuys() {
    // When
    List<String> open =
        platforms().stream()
            .filter(
                it ->
                    table
                        .inForce(it, NOW)
                        .orElseThrow()
                        .allows(true, VoiceMode.REAL, MotionMode.AUDIO_DRIVEN, Liveness.LIVE))
            .toList();

    // Then
    assertThat(open).containsExactly("film_post", "rehearsal");
  }

  @Test
  void shouldKnowNoPolicyWhenNoneIsInForceYet() {
    // When
    var before = table.inForce("douyin_live", Instant.parse("2023-05-08T23:59:59Z"));
    var unknown = table.inForce("somewhere", NOW);

    // Then
    assertThat(before).isEmpty();
    assertThat(unknown).isEmpty();
  }

  @Test
  void shouldLimitTheFigureWhenTikTokShows() {
    // When
    PlatformPolicy policy = table.inForce("tiktok_shop_live", NOW).orElseThrow();

    // Then
    assertThat(policy.maxFigureShare()).isEqualTo(0.5);
  }

  @Test
  void shouldSayWhatWasInForceOnADayWhenAskedLater() {
    // When
    PlatformPolicy first =
        table.inForce("douyin_live", Instant.parse("2024-01-01T00:00:00Z")).orElseThrow();
    PlatformPolicy lastMoment =
        table.inForce("douyin_live", Instant.parse("2026-01-31T23:59:59.999Z")).orElseThrow();
    PlatformPolicy second =
        table.inForce("douyin_live", Instant.parse("2026-02-01T00:00:00Z")).orElseThrow();

    // Then
    assertThat(first.record()).isEqualTo("policy:douyin_live@2023-05-09");
    assertThat(lastMoment).isEqualTo(first);
    assertThat(second.record()).isEqualTo("policy:douyin_live@2026-02-01");
    assertThat(table.inForce("taobao", Instant.parse("2025-08-17T23:59:59Z"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLetConvertedVoicesPassInFilmAloneAndOnceLicencesNameWhoseTheyAre(boolean ownerDrives) {
    // When
    List<String> now = converted(ownerDrives, NOW);
    List<String> before = converted(ownerDrives, NOW.minusNanos(1));

    // Then
    assertThat(now)
        .isEqualTo(
            ownerDrives
                ? List.of()
                : List.of("film_post MOCAP LIVE", "film_post AUDIO_DRIVEN LIVE"));
    assertThat(before).isEmpty();
  }

  private List<String> converted(boolean ownerDrives, Instant at) {
    List<String> open = new ArrayList<>();
    for (String platform : platforms()) {
      PlatformPolicy policy = table.inForce(platform, at).orElseThrow();
      for (MotionMode motion : MotionMode.values()) {
        for (Liveness liveness : Liveness.values()) {
          if (policy.allows(ownerDrives, VoiceMode.CONVERTED, motion, liveness)) {
            open.add(platform + " " + motion + " " + liveness);
          }
        }
      }
    }
    return open;
  }

  private List<String> platforms() {
    return table.all().stream().map(PlatformPolicy::platform).distinct().toList();
  }

  @Test
  void shouldNameItsSourceInEachRowOfEveryPlatform() {
    // When // Then
    for (PlatformPolicy policy : table.all()) {
      for (PolicyRow row : policy.rows()) {
        assertThat(row.source())
            .as(policy.record() + " " + row)
            .matches(".*(\\[(P|S|M|\\?|P excerpt)]|House rule).*");
      }
    }
  }

  /** Modes 1 to 8 in order: t = open, f = closed. */
  @ParameterizedTest
  @CsvSource({
    "douyin_live, ftftffff",
    "tiktok_shop_live, ftftffff",
    "taobao, ftftffff",
    "film_post, tttttttt",
    "rehearsal, ttttffff",
    "showroom, ftftffff"
  })
  void shouldJudgeEachOfTheEightModes(String platform, String expected) {
    // Given
    PlatformPolicy policy = table.inForce(platform, NOW).orElseThrow();

    // When
    String judged =
        MODES.stream()
            .map(
                mode ->
                    policy.allows(mode.owner(), mode.voice(), mode.motion(), mode.liveness())
                        ? "t"
                        : "f")
            .collect(Collectors.joining());

    // Then
    assertThat(judged).isEqualTo(expected);
  }

  private record Mode(boolean owner, VoiceMode voice, MotionMode motion, Liveness liveness) {}

  private static final List<Mode> MODES =
      List.of(
          new Mode(true, VoiceMode.REAL, MotionMode.AUDIO_DRIVEN, Liveness.LIVE),
          new Mode(true, VoiceMode.REAL, MotionMode.MOCAP, Liveness.LIVE),
          new Mode(false, VoiceMode.REAL, MotionMode.AUDIO_DRIVEN, Liveness.LIVE),
          new Mode(false, VoiceMode.REAL, MotionMode.MOCAP, Liveness.LIVE),
          new Mode(false, VoiceMode.CONVERTED, MotionMode.AUDIO_DRIVEN, Liveness.LIVE),
          new Mode(false, VoiceMode.CONVERTED, MotionMode.MOCAP, Liveness.LIVE),
          new Mode(true, VoiceMode.REAL, MotionMode.CLIP, Liveness.HYBRID),
          new Mode(true, VoiceMode.REAL, MotionMode.MOCAP, Liveness.HYBRID));
}
