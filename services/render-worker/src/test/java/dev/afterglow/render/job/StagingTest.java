package dev.afterglow.render.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.scene.UnknownPart;
import dev.afterglow.render.stage.StageSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagingTest {
  private final StageSet set = StageSet.plain(272, 480, 30);

  @Test
  void shouldTakeTheLooksOfTheFigureAndRefuseAnyOther() throws Exception {
    // Given
    Staging staging = new Staging(set, 30, List.of("jacket", "qipao"));

    // When
    Part<String> known = staging.look("qipao");
    Part<String> none = staging.look("");
    UnknownPart refusal =
        catchThrowableOfType(UnknownPart.class, () -> staging.look("swimming-costume"));

    // Then
    assertThat(known).isEqualTo(Part.put("qipao"));
    assertThat(none).isEqualTo(Part.keep());
    assertThat(refusal.part()).isEqualTo("look:swimming-costume");
  }

  @Test
  void shouldSayWhichLookShowsFromItsMediaTimeOn() throws Exception {
    // Given
    Staging staging = new Staging(set, 30, List.of("jacket", "qipao"));
    String first = staging.worn();

    // When
    long from = staging.direct(1_000_000, 500_000, wearing(staging.look("qipao")));
    set.scenes().at(from - 33_000);
    String before = staging.worn();
    set.scenes().at(from);
    String during = staging.worn();
    set.scenes().at(from + 500_000);
    String after = staging.worn();

    // Then
    assertThat(from).isEqualTo(1_000_000);
    assertThat(List.of(first, before, during, after))
        .containsExactly("jacket", "jacket", "qipao", "jacket");
  }

  @Test
  void shouldRememberWhenLookOrLayoutTurnedAndNothingElse() throws Exception {
    // Given: a look for half a second, and a lower third meanwhile
    Staging staging = new Staging(set, 30, List.of("jacket", "qipao"));
    staging.direct(1_000_000, 500_000, wearing(staging.look("qipao")));
    staging.direct(
        1_200_000, SceneTimeline.FOREVER, SceneChange.NOTHING.withLowerThird(Part.put("Welcome")));

    // When
    for (long at = 0; at < 2_000_000; at += 33_334) {
      set.scenes().at(at);
    }

    // Then: at the first pictures at or after each time
    assertThat(staging.turns())
        .containsExactly(
            new SceneTimeline.Turn(1_000_020, "qipao", "full"),
            new SceneTimeline.Turn(1_500_030, "jacket", "full"));
  }

  @Test
  void shouldWearNothingByNameWhereTheFigureNamesNoLooks() {
    // Given
    Staging staging = new Staging(set, 30, List.of());

    // When
    String worn = staging.worn();

    // Then
    assertThat(worn).isEmpty();
    assertThat(staging.looks()).isEmpty();
  }

  private static SceneChange wearing(Part<String> look) {
    SceneChange nothing = SceneChange.NOTHING;
    return new SceneChange(
        look,
        nothing.layout(),
        nothing.background(),
        nothing.lights(),
        nothing.product(),
        nothing.priceShown(),
        nothing.countdown(),
        nothing.lowerThird(),
        nothing.carousel(),
        nothing.ticker());
  }
}
