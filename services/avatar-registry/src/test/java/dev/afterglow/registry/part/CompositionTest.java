package dev.afterglow.registry.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.registry.asset.FileForm;
import dev.afterglow.registry.avatar.AvatarSeal;
import dev.afterglow.registry.part.Composition.Placed;
import dev.afterglow.registry.part.score.PartScore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CompositionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final String ONE = "ab".repeat(32);
  private static final String OTHER = "cd".repeat(32);

  @Test
  void shouldChangeWhatLicencesBindOnlyWhenAPartShowsOrSoundsLikeSomebody() {
    for (PartKind kind : PartKind.values()) {
      // Given
      Composition before = Composition.none("avatar").with(kind, new Placed("1", ONE), NOW);

      // When
      Composition after = before.with(kind, new Placed("2", OTHER), NOW);

      // Then
      assertThat(after.version()).isEqualTo(2);
      assertThat(after.likenessSha256Hex().equals(before.likenessSha256Hex()))
          .as("%s", kind)
          .isEqualTo(!kind.likeness());
    }
  }

  @Test
  void shouldBindTheSameWhenTheSameBytesComeBackUnderAnotherId() {
    // Given
    Composition before = Composition.none("avatar").with(PartKind.BODY, new Placed("1", ONE), NOW);

    // When
    Composition back =
        before
            .with(PartKind.BODY, new Placed("2", OTHER), NOW)
            .with(PartKind.BODY, new Placed("3", ONE), NOW);

    // Then
    assertThat(back.likenessSha256Hex()).isEqualTo(before.likenessSha256Hex());
    assertThat(Composition.none("avatar").likenessSha256Hex()).isEmpty();
  }

  @Test
  void shouldNotLetAnybodyReviewWhatTheyMadeOrSignOtherBytes() {
    // Given
    Part.Submitted part =
        new Part.Submitted(
            new Part.Upload(
                "part",
                "avatar",
                PartKind.BODY,
                1,
                "author",
                "studio",
                ONE,
                ONE,
                1,
                FileForm.CANONICAL,
                PartScore.NONE,
                NOW));
    AvatarSeal seal = new AvatarSeal(ONE, "00", "key");

    // Then
    assertThatThrownBy(() -> part.approve(new Part.Review("author", "", NOW), seal))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                part.approve(new Part.Review("other", "", NOW), new AvatarSeal(OTHER, "00", "key")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(part.approve(new Part.Review("other", "", NOW), seal).seal()).isEqualTo(seal);
  }
}
