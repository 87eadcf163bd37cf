package dev.afterglow.render.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.job.OnAirLooks.Change;
import dev.afterglow.render.scene.SceneTimeline.Turn;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OnAirLooksTest {
  private static final Instant AIR = Instant.parse("2026-03-01T12:00:00Z");

  private final OnAirLooks looks = new OnAirLooks();

  @Test
  void shouldTellNothingBeforeTheRenderIsOnAir() {
    // Given
    List<Turn> turns = List.of(new Turn(3_000_000, "qipao", "full"));

    // When
    looks.see(turns, 4_000_000, AIR);
    looks.end(5_000_000, AIR);

    // Then
    assertThat(looks.newest()).isEmpty();
  }

  @Test
  void shouldTellWhatShowsWhatTurnsAndTheEndWithTheirTimes() {
    // Given: a change in rehearsal, then on air at 10 s
    Turn rehearsed = new Turn(3_000_000, "qipao", "full");
    Turn turned = new Turn(12_000_000, "jacket", "half");
    looks.begin(10_000_000, AIR, "qipao", "full");

    // When: it is asked 1.5 s after the change, and again later
    looks.see(List.of(rehearsed, turned), 13_500_000, AIR.plusMillis(3_500));
    looks.see(List.of(rehearsed, turned), 14_600_000, AIR.plusMillis(4_700));
    looks.end(20_000_000, AIR.plusSeconds(10));
    looks.end(21_000_000, AIR.plusSeconds(11));

    // Then
    assertThat(looks.newest())
        .containsExactly(
            new Change(1, 10_000_000, AIR, "qipao", "full"),
            new Change(2, 12_000_000, AIR.plusSeconds(2), "jacket", "half"),
            new Change(3, 20_000_000, AIR.plusSeconds(10), "", ""));
  }

  @Test
  void shouldKeepTheNewestSixteen() {
    // Given
    looks.begin(0, AIR, "", "full");

    // When
    List<Turn> turns =
        LongStream.rangeClosed(1, 20).mapToObj(i -> new Turn(i, "", "half")).toList();
    looks.see(turns, 20, AIR);

    // Then
    assertThat(looks.newest()).hasSize(16);
    assertThat(looks.newest().getFirst().number()).isEqualTo(6);
    assertThat(looks.newest().getLast().number()).isEqualTo(21);
  }
}
