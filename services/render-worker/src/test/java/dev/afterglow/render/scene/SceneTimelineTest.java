package dev.afterglow.render.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which scene shows when. */
class SceneTimelineTest {
  private static final Scene FIRST = Scene.plain("full");
  private static final long FRAME_US = 33_334;

  @Test
  void shouldShowAChangeFromItsTimeOnWhenItsTimeHasCome() throws Exception {
    // Given
    SceneTimeline timeline = new SceneTimeline(FIRST, 30);
    timeline.add(100_000, SceneTimeline.FOREVER, text("hello"));

    // When
    Scene before = timeline.at(99_999);
    Scene after = timeline.at(100_000);

    // Then
    assertThat(before).isEqualTo(FIRST);
    assertThat(after.lowerThird()).isEqualTo("hello");
    assertThat(timeline.waiting()).isZero();
  }

  @Test
  void shouldShowAPastChangeWithTheNextPicture() throws Exception {
    // Given
    SceneTimeline timeline = new SceneTimeline(FIRST, 30);
    timeline.at(500_000);

    // When
    long from = timeline.add(100_000, SceneTimeline.FOREVER, text("late"));

    // Then
    assertThat(from).isEqualTo(500_001);
    assertThat(timeline.shown()).isEqualTo(FIRST);
    assertThat(timeline.at(500_000 + FRAME_US).lowerThird()).isEqualTo("late");
  }

  @Test
  void shouldGiveBackWhatWouldHaveShownWhenAChangeIsOver() throws Exception {
    // Given: a lasting change, and another part and the same part changed meanwhile
    SceneTimeline timeline = new SceneTimeline(FIRST, 30);
    timeline.add(0, 1_000_000, text("for a second"));
    timeline.add(200_000, SceneTimeline.FOREVER, layout("half"));
    timeline.add(400_000, SceneTimeline.FOREVER, SceneChange.NOTHING.withLowerThird(Part.take()));

    // When
    Scene early = timeline.at(300_000);
    Scene later = timeline.at(500_000);
    Scene last = timeline.at(1_000_000);

    // Then
    assertThat(early.lowerThird()).isEqualTo("for a second");
    assertThat(early.layout()).isEqualTo("half");
    assertThat(later.lowerThird()).isEmpty();
    assertThat(last).isEqualTo(layout("half").over(FIRST));
  }

  @Test
  void shouldShowAnEarlierLastingTextAgainWhenTheShortOneOverItEnds() throws Exception {
    // Given
    SceneTimeline timeline = new SceneTimeline(FIRST, 30);
    timeline.add(0, SceneTimeline.FOREVER, text("below"));
    timeline.add(100_000, 300_000, text("above"));

    // When
    List<String> seen = new ArrayList<>();
    for (long at : new long[] {50_000, 100_000, 399_999, 400_000}) {
      seen.add(timeline.at(at).lowerThird());
    }

    // Then
    assertThat(seen).containsExactly("below", "above", "above", "below");
  }

  @Test
  void shouldRefuseAndChangeNothingWhenAsManyWaitAsMay() throws Exception {
    // Given
    SceneTimeline timeline = new SceneTimeline(FIRST, 30);
    for (int i = 0; i < SceneTimeline.MOST; i++) {
      timeline.add(1_000_000L + i, SceneTimeline.FOREVER, text("text " + i));
    }

    // When, Then
    assertThatThrownBy(() -> timeline.add(0, SceneTimeline.FOREVER, text("one more")))
        .isInstanceOf(SceneTimeline.Full.class);
    assertThat(timeline.at(0)).isEqualTo(FIRST);
    assertThat(timeline.waiting()).isEqualTo(SceneTimeline.MOST);
  }

  @Test
  void shouldTakeAnyNumberOfChangesOverOneThatLasts() throws Exception {
    // Given: one that lasts an hour, and an operator who works through it
    SceneTimeline timeline = new SceneTimeline(FIRST, 30);
    timeline.add(0, 3_600_000_000L, layout("half"));

    // When
    Scene shown = FIRST;
    for (int i = 1; i <= 10 * SceneTimeline.MOST; i++) {
      timeline.add(i * FRAME_US, SceneTimeline.FOREVER, text("text " + i));
      shown = timeline.at(i * FRAME_US);
    }

    // Then
    assertThat(shown.lowerThird()).isEqualTo("text " + 10 * SceneTimeline.MOST);
    assertThat(shown.layout()).isEqualTo("half");
    assertThat(timeline.at(3_600_000_001L).layout()).isEqualTo("full");
  }

  @Test
  void shouldMakeNothingNewWhenNothingChanges() throws Exception {
    // Given
    SceneTimeline timeline = new SceneTimeline(FIRST, 30);
    timeline.add(0, SceneTimeline.FOREVER, text("hello"));
    Scene first = timeline.at(0);

    // When
    Scene second = timeline.at(FRAME_US);

    // Then
    assertThat(second).isSameAs(first);
  }

  @Test
  void shouldShowTheSameScenesAsFoldingFromTheBeginningDoes() throws Exception {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 300; run++) {
      SceneTimeline timeline = new SceneTimeline(FIRST, 30);
      record Made(long from, long until, SceneChange change) {}
      List<Made> made = new ArrayList<>();

      // When
      for (int frame = 0; frame < 60; frame++) {
        long now = frame * FRAME_US;
        if (random.nextInt(3) == 0 && made.size() < 40) {
          long at = now + random.nextLong(400_000) - 200_000;
          long lasts = random.nextBoolean() ? SceneTimeline.FOREVER : random.nextLong(500_000);
          SceneChange change = change(random);
          long from = timeline.add(Math.max(0, at), lasts, change);
          long until = lasts == SceneTimeline.FOREVER ? lasts : from + Math.max(lasts, FRAME_US);
          int place = 0;
          while (place < made.size() && made.get(place).from() <= from) {
            place++;
          }
          made.add(place, new Made(from, until, change));
        }
        Scene expected = FIRST;
        for (Made it : made) {
          boolean counts = it.from() <= now && it.until() > now;
          expected = counts ? it.change().over(expected) : expected;
        }

        // Then
        assertThat(timeline.at(now)).as("seed %d, frame %d", seed, frame).isEqualTo(expected);
      }
    }
  }

  private static SceneChange change(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> text("text " + random.nextInt(9));
      case 1 -> layout(random.nextBoolean() ? "half" : "side");
      case 2 -> SceneChange.NOTHING.withProduct(Part.take());
      default ->
          SceneChange.NOTHING.withProduct(
              Part.put(
                  new Product("p" + random.nextInt(3), "A thing", "¥1", "", "", Optional.empty())));
    };
  }

  private static SceneChange text(String text) {
    return SceneChange.NOTHING.withLowerThird(Part.put(text));
  }

  private static SceneChange layout(String layout) {
    return SceneChange.NOTHING.withLayout(Part.put(layout));
  }
}
