package dev.afterglow.render.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LadderTest {
  @Test
  void shouldBeginWithFewerSamplesOnADevice() {
    List<Rung> rungs = rungs(Ladder.of(false, 60, false));

    assertThat(rungs).extracting(Rung::samples).containsExactly(4, 2, 1, 1, 1, 1);
    assertThat(rungs).extracting(Rung::share).containsExactly(1.0, 1.0, 1.0, 0.8, 0.66, 0.5);
  }

  @Test
  void shouldLeaveOutWhatChangesNothingOnAProcessor() {
    List<Rung> rungs = rungs(Ladder.of(false, 60, true));

    assertThat(rungs).extracting(Rung::share).containsExactly(1.0, 0.8, 0.66, 0.5);
    assertThat(rungs).extracting(Rung::springHz).containsExactly(60, 30, 30, 30);
  }

  @Test
  void shouldRefuseARungThatDrawsNothing() {
    assertThatThrownBy(() -> new Rung(1, false, 60, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldDrawTwoPixelsAtLeast() {
    assertThat(new Rung(1, false, 30, 0.5).drawn(720)).isEqualTo(360);
    assertThat(new Rung(1, false, 30, 0.5).drawn(2)).isEqualTo(2);
  }

  private static List<Rung> rungs(Ladder ladder) {
    return IntStream.range(0, ladder.size()).mapToObj(ladder::rung).toList();
  }
}
