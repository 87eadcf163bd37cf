package dev.afterglow.studio.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.RenderReport;
import dev.afterglow.studio.broadcast.RenderReport.Phase;
import dev.afterglow.studio.broadcast.SlateCause;
import dev.afterglow.studio.testing.Bench;
import dev.afterglow.studio.testing.Samples;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComputeLedgerTest {
  private static final UUID ROOM = Samples.id();

  private final Bench bench = new Bench();

  private static RenderReport report(UUID render, Phase phase) {
    return Samples.report(render, phase, SlateCause.NONE);
  }

  @Test
  void shouldTellEachRenderOnceWhenManyReported() {
    // Given
    for (int i = 0; i < ComputeFacts.MOST + 1; i++) {
      RenderReport report = report(Samples.id(), Phase.ON_AIR);
      bench.compute.heard(ROOM, report);
      bench.compute.heard(ROOM, report);
    }

    // When
    bench.compute.tell();

    // Then
    assertThat(bench.computeTold)
        .extracting(ComputeFacts.Used::renderId)
        .hasSize(ComputeFacts.MOST + 1)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldTellAgainWhenTheLogWasAway() {
    // Given
    bench.compute.heard(ROOM, report(Samples.id(), Phase.ON_AIR));
    bench.away = Optional.of("commerce-analytics");
    bench.compute.tell();
    bench.away = Optional.empty();

    // When
    bench.compute.tell();

    // Then
    assertThat(bench.computeTold).hasSize(1);
  }

  @Test
  void shouldBeUrgentUntilToldWhenARenderHasEnded() {
    // Given
    UUID render = Samples.id();
    bench.compute.heard(ROOM, report(render, Phase.ON_AIR));
    boolean before = bench.compute.isUrgent();

    // When
    bench.compute.heard(ROOM, report(render, Phase.ENDED));
    boolean ended = bench.compute.isUrgent();
    bench.compute.tell();

    // Then
    assertThat(before).isFalse();
    assertThat(ended).isTrue();
    assertThat(bench.compute.isUrgent()).isFalse();
  }

  @Test
  void shouldHearTheLastFiguresWhenTheBroadcastIsEnded() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());

    // When
    bench.end.end(Samples.id(), live.details().broadcastId());
    bench.compute.tell();

    // Then
    assertThat(bench.computeTold)
        .extracting(ComputeFacts.Used::renderId)
        .containsExactly(live.place().renderId());
  }
}
