package dev.afterglow.render.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.render.rig.StickFigure;
import dev.afterglow.render.rigged.RiggedFigure;
import dev.afterglow.render.scene.HeldThing;
import dev.afterglow.render.scene.Hold;
import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.scene.UnknownPart;
import dev.afterglow.render.stage.StageSet;
import java.util.List;
import java.util.Optional;
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

  @Test
  void shouldRefuseAHandThatTheFigureDoesNotHave() throws Exception {
    // Given
    Staging staging =
        new Staging(set, 30, List.of(), Staging.holdsOf(RiggedFigure.of(StickFigure.bare())));
    Staging handless = new Staging(set, 30, List.of());

    // When
    Part<Hold> known = staging.hold(Hold.LEFT_HAND);
    Throwable refusal = catchThrowable(() -> handless.hold(Hold.LEFT_HAND));

    // Then
    assertThat(known).isEqualTo(Part.put(Hold.LEFT_HAND));
    assertThat(staging.holds()).containsExactly(Hold.STAND, Hold.LEFT_HAND, Hold.RIGHT_HAND);
    assertThat(refusal).isInstanceOf(Staging.NoHand.class);
    assertThat(handless.holds()).containsExactly(Hold.STAND);
  }

  @Test
  void shouldChangeNothingWhenTheProductThatWouldBeHeldCannotBe() throws Exception {
    // Given: a product of words alone shows
    Staging staging =
        new Staging(set, 30, List.of(), Staging.holdsOf(RiggedFigure.of(StickFigure.bare())));
    Product words = new Product("7", "A thing", "", "", "", Optional.empty());
    SceneChange product = SceneChange.NOTHING.withProduct(Part.put(words));
    SceneChange hold = SceneChange.NOTHING.withHold(staging.hold(Hold.RIGHT_HAND));
    staging.direct(0, SceneTimeline.FOREVER, product);
    set.scenes().at(0);

    // When
    Throwable refusal = catchThrowable(() -> staging.direct(0, SceneTimeline.FOREVER, hold));

    // Then
    assertThat(refusal).isInstanceOf(HeldThing.NotHoldable.class);
    assertThat(set.scenes().at(1_000_000).hold()).isEqualTo(Hold.STAND);
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
