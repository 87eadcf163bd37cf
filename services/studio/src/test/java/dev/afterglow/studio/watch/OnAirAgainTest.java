package dev.afterglow.studio.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.EndReason;
import dev.afterglow.studio.broadcast.Refusals;
import dev.afterglow.studio.broadcast.RenderGateway.WatchEnd;
import dev.afterglow.studio.broadcast.RenderReport.Phase;
import dev.afterglow.studio.broadcast.SlateCause;
import dev.afterglow.studio.testing.Bench;
import dev.afterglow.studio.testing.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A broadcast that is on air by the store and in preview by its worker. */
class OnAirAgainTest {

  private final Bench bench = new Bench();

  @Test
  void shouldGoOnAirAgainWhenTheWorkerThatTookOverCouldNotAtOnce() {
    // Given: the registry is away for the moment in which the lease for the air is asked for
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    report(live, Phase.ON_AIR, SlateCause.NONE);
    bench.airRefusals.add(away());
    watch().end.accept(WatchEnd.UNKNOWN_RENDER);
    Broadcast.Rendering moved = (Broadcast.Rendering) bench.kept(live);

    // When: the new worker says again and again that it draws for the preview alone
    passInPreview(moved, 4);

    // Then: on air, with the stream's own zero
    assertThat(bench.calls)
        .containsExactly("start worker-1", "air refused", "restore stage", "air");
    assertThat(bench.continuations.getLast().streamZeroUs()).hasValue(Samples.STREAM_ZERO_US);
    assertThat(bench.continuations.getLast().acknowledged()).contains("rtmp-1");
    assertThat(bench.kept(live)).isInstanceOf(Broadcast.Live.class);
  }

  @Test
  void shouldGoOnAirAgainWhenAnotherStudioDiedBeforeItDid() {
    // Given: the store says live, nobody here knows of a worker before, and the worker is in
    // preview
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();

    // When
    passInPreview(live, 4);

    // Then
    assertThat(bench.calls).containsExactly("air");
    assertThat(bench.continuations.getLast().streamZeroUs()).isPresent();
  }

  @Test
  void shouldEndAsLostWhenTheWorkerThatTookOverNeverGetsOnAir() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    report(live, Phase.ON_AIR, SlateCause.NONE);
    for (int i = 0; i < 100; i++) {
      bench.airRefusals.add(away());
    }
    watch().end.accept(WatchEnd.UNKNOWN_RENDER);

    // When
    passInPreview((Broadcast.Rendering) bench.kept(live), 33);

    // Then: the render that nobody sees is not left to run
    assertThat(endReason(live)).isEqualTo(EndReason.WORKER_LOST);
    assertThat(bench.calls).doesNotContain("air").endsWith("stop");
  }

  @Test
  void shouldLeaveAWorkerAloneWhenARehearsalIsInPreview() {
    // Given
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());
    bench.renderWatches.tick();

    // When
    passInPreview(rehearsing, 40);

    // Then
    assertThat(bench.calls).isEmpty();
    assertThat(bench.kept(rehearsing)).isEqualTo(rehearsing);
  }

  @Test
  void shouldLeaveAWorkerAloneWhenItGoesOnAirAfterALongRehearsal() {
    // Given: a minute in preview, and what the worker said last is older than the store's word
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());
    bench.renderWatches.tick();
    passInPreview(rehearsing, 60);
    bench.store.update(rehearsing.goLive(Samples.airing()));
    pass(Duration.ofSeconds(1));
    Broadcast atOnce = bench.kept(rehearsing);

    // When
    report(rehearsing, Phase.ON_AIR, SlateCause.NONE);
    pass(Duration.ofSeconds(4));

    // Then
    assertThat(atOnce).isInstanceOf(Broadcast.Live.class);
    assertThat(bench.kept(rehearsing)).isInstanceOf(Broadcast.Live.class);
    assertThat(bench.calls).isEmpty();
  }

  private static AfterglowException away() {
    return Refusals.serviceUnavailable("avatar-registry", new IllegalStateException("away"));
  }

  private void passInPreview(Broadcast.Rendering broadcast, int seconds) {
    for (int i = 0; i < seconds; i++) {
      pass(Duration.ofSeconds(1));
      if (bench.kept(broadcast) instanceof Broadcast.Rendering) {
        report(broadcast, Phase.PREVIEW, SlateCause.NONE);
      }
    }
  }

  private void pass(Duration time) {
    long until = bench.nanos + time.toNanos();
    while (bench.nanos < until) {
      bench.nanos = Math.min(until, bench.nanos + Duration.ofSeconds(1).toNanos());
      bench.renderWatches.tick();
    }
  }

  private Bench.RunningWatch watch() {
    return bench.watches.getLast();
  }

  private void report(Broadcast.Rendering broadcast, Phase phase, SlateCause slate) {
    watch().reports.accept(Samples.report(broadcast.place().renderId(), phase, slate));
  }

  private EndReason endReason(Broadcast broadcast) {
    return ((Broadcast.Ended) bench.kept(broadcast)).ending().reason();
  }
}
