package dev.afterglow.studio.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.Continuation;
import dev.afterglow.studio.broadcast.EndReason;
import dev.afterglow.studio.broadcast.RenderGateway.WatchEnd;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.broadcast.RenderReport.Phase;
import dev.afterglow.studio.broadcast.SlateCause;
import dev.afterglow.studio.slot.SlotLease;
import dev.afterglow.studio.slot.Slots;
import dev.afterglow.studio.testing.Bench;
import dev.afterglow.studio.testing.Samples;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenderWatchesTest {

  private final Bench bench = new Bench();

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

  @Test
  void shouldResumeWatchingWhenAStudioStartsOnARunningBroadcast() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());

    // When
    int watched = bench.renderWatches.tick();

    // Then
    assertThat(watched).isEqualTo(1);
    assertThat(watch().place).isEqualTo(live.place());
    assertThat(bench.renewed).containsExactly(live.place().slot());
  }

  @ParameterizedTest
  @EnumSource(
      value = SlateCause.class,
      names = {"LEASE_REVOKED", "LEASE_EXPIRED", "DRIVE_LOST", "LABEL_MISSING", "OPERATOR"})
  void shouldGoToSlateAndBackWhenTheRenderDoes(SlateCause cause) {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();

    // When
    report(live, Phase.ON_AIR, cause);
    Broadcast slate = bench.kept(live);
    report(live, Phase.ON_AIR, SlateCause.NONE);

    // Then
    assertThat(slate).isInstanceOf(Broadcast.Slate.class);
    assertThat(bench.kept(live)).isInstanceOf(Broadcast.Live.class);
  }

  @Test
  void shouldTellWhatARenderUsedWhenItReports() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    report(live, Phase.ON_AIR, SlateCause.NONE);

    // When
    bench.compute.tell();
    bench.compute.tell();

    // Then
    assertThat(bench.computeTold)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.roomId()).isEqualTo(live.details().roomId());
              assertThat(it.renderId()).isEqualTo(live.place().renderId());
              assertThat(it.compute().processorMs()).isEqualTo(41_000);
            });
  }

  @Test
  void shouldStayInRehearsalWhenThePreviewShowsTheSlate() {
    // Given
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());
    bench.renderWatches.tick();

    // When
    report(rehearsing, Phase.PREVIEW, SlateCause.DRIVE_WAITING);

    // Then
    assertThat(bench.kept(rehearsing)).isEqualTo(rehearsing);
  }

  @Test
  void shouldCatchUpWhenTheRenderIsOnAirAndTheStoreSaysRehearsal() {
    // Given
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());
    bench.renderWatches.tick();

    // When
    report(rehearsing, Phase.ON_AIR, SlateCause.NONE);

    // Then
    assertThat(bench.kept(rehearsing)).isInstanceOf(Broadcast.Live.class);
  }

  @Test
  void shouldEndAsFailedWhenTheRenderFails() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();

    // When
    report(live, Phase.FAILED, SlateCause.NONE);

    // Then
    assertThat(endReason(live)).isEqualTo(EndReason.FAILED);
    assertThat(bench.released).containsExactly(live.place().slot());
    assertThat(bench.closedDrives).containsExactly(live.details().driveId());
  }

  @Test
  void shouldGoOnThereWhenTheWorkerRestartedAndNoOtherIsFree() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();

    // When
    watch().end.accept(WatchEnd.UNKNOWN_RENDER);

    // Then
    assertThat(bench.kept(live)).isInstanceOf(Broadcast.Live.class);
    assertThat(bench.kept(live).renderPlace()).isNotEqualTo(live.renderPlace());
    assertThat(bench.calls).containsExactly("start worker-1", "air", "restore stage");
    assertThat(bench.released).as("the slot is the same").isEmpty();
  }

  @Test
  void shouldGoOnAtTheSameMediaTimeOnAnotherWorkerWhenItsOwnIsKilled() {
    // Given: two seconds of media time, and the worker is gone 300 ms after it said so
    Broadcast.Live live = bench.keep(Samples.live());
    SlotLease other = new SlotLease("worker-2", "127.0.0.1:8282", 0);
    bench.free.add(other);
    bench.renderWatches.tick();
    report(live, Phase.ON_AIR, SlateCause.NONE);
    long mediaUs = Samples.figures(SlateCause.NONE).mediaTimeUs();
    bench.nanos += Duration.ofMillis(300).toNanos();
    bench.listens = false;

    // When
    watch().end.accept(WatchEnd.BROKEN);

    // Then
    assertThat(bench.kept(live).renderPlace().map(RenderPlace::slot)).contains(other);
    assertThat(bench.calls).containsExactly("start worker-2", "air", "restore stage");
    assertThat(bench.released).containsExactly(live.place().slot());
    Continuation continuation = bench.continuations.getLast();
    assertThat(continuation.mediaTimeUs()).isEqualTo(mediaUs + 300_000);
    assertThat(continuation.streamZeroUs()).hasValue(Samples.STREAM_ZERO_US);
    assertThat(bench.continuations.getFirst().term()).isGreaterThan(live.revision());
  }

  @Test
  void shouldKeepTheOperatorsSlateWhenTheBroadcastMoves() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    report(live, Phase.ON_AIR, SlateCause.OPERATOR);

    // When
    watch().end.accept(WatchEnd.UNKNOWN_RENDER);

    // Then
    assertThat(bench.calls).containsExactly("start worker-1", "slate true", "air", "restore stage");
    assertThat(bench.kept(live)).isInstanceOf(Broadcast.Slate.class);
  }

  @Test
  void shouldSendNothingWhenARehearsalMoves() {
    // Given
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());
    bench.renderWatches.tick();

    // When
    watch().end.accept(WatchEnd.UNKNOWN_RENDER);

    // Then
    assertThat(bench.calls).containsExactly("start worker-1", "restore stage");
    assertThat(bench.kept(rehearsing)).isInstanceOf(Broadcast.Rehearsing.class);
  }

  @Test
  void shouldStopTheNewRenderWhenTheBroadcastEndsAsItMoves() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    bench.store.beforeUpdate = next -> bench.store.update(live.end(EndReason.ASKED, Samples.NOW));

    // When
    watch().end.accept(WatchEnd.UNKNOWN_RENDER);

    // Then
    assertThat(bench.calls).containsExactly("start worker-1", "stop");
    assertThat(endReason(live)).isEqualTo(EndReason.ASKED);
  }

  @Test
  void shouldTellTheNewWorkerOnlyOfDestinationsThatWereAcknowledged() {
    // Given: some bytes of the head went to a connection that the platform then closed
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    report(live, Phase.ON_AIR, SlateCause.NONE);

    // When
    watch().end.accept(WatchEnd.UNKNOWN_RENDER);

    // Then
    assertThat(bench.continuations.getLast().acknowledged())
        .containsExactlyInAnyOrder("recording", "rtmp-1");
  }

  @Test
  void shouldMoveOnceASlotComesUpWhenNoneIsFreeAtFirst() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    bench.free.clear();
    bench.listens = false;
    watch().end.accept(WatchEnd.BROKEN);
    pass(Duration.ofSeconds(10));

    // When
    bench.free.add(Samples.SLOT);
    pass(Duration.ofSeconds(1));

    // Then
    assertThat(bench.calls).containsExactly("start worker-1", "air", "restore stage");
    assertThat(bench.kept(live)).isInstanceOf(Broadcast.Live.class);
  }

  @Test
  void shouldEndAsLostWhenNoSlotComesUpInTime() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    bench.free.clear();

    // When
    watch().end.accept(WatchEnd.UNKNOWN_RENDER);
    pass(Duration.ofSeconds(30));
    Broadcast afterThirty = bench.kept(live);
    pass(Duration.ofSeconds(1));

    // Then
    assertThat(afterThirty).isEqualTo(live);
    assertThat(endReason(live)).isEqualTo(EndReason.WORKER_LOST);
  }

  @Test
  void shouldStayWhenTheWatchBreaksAndTheWorkerStillListens() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();

    // When
    watch().end.accept(WatchEnd.BROKEN);

    // Then
    assertThat(bench.calls).isEmpty();
    assertThat(bench.kept(live)).isEqualTo(live);
  }

  @Test
  void shouldMoveWhenTheWorkerIsSilentAndItsHeartbeatGone() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    bench.presence = Slots.Presence.GONE;
    watch().end.accept(WatchEnd.BROKEN);

    // When
    pass(Duration.ofSeconds(5));
    Broadcast afterFive = bench.kept(live);
    pass(Duration.ofSeconds(1));

    // Then
    assertThat(afterFive).isEqualTo(live);
    assertThat(bench.calls).containsExactly("start worker-1", "air", "restore stage");
  }

  @ParameterizedTest
  @EnumSource(
      value = Slots.Presence.class,
      names = {"UP", "UNKNOWN"})
  void shouldWaitLongerWhenTheHeartbeatIsNotKnownToBeGone(Slots.Presence presence) {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    bench.presence = presence;

    // When
    pass(Duration.ofSeconds(30));
    Broadcast afterThirty = bench.kept(live);
    pass(Duration.ofSeconds(1));

    // Then
    assertThat(afterThirty).isEqualTo(live);
    assertThat(bench.calls).containsExactly("start worker-1", "air", "restore stage");
  }

  @Test
  void shouldOpenAgainWhenTheWatchBreaks() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    watch().end.accept(WatchEnd.BROKEN);

    // When
    pass(Duration.ofSeconds(1));
    report(live, Phase.ON_AIR, SlateCause.NONE);
    bench.presence = Slots.Presence.GONE;
    pass(Duration.ofSeconds(4));

    // Then
    assertThat(bench.watches).hasSize(2);
    assertThat(bench.kept(live)).isEqualTo(live);
  }

  @Test
  void shouldOpenAgainWhenTheWatchFallsSilent() {
    // Given
    bench.keep(Samples.live());
    bench.renderWatches.tick();
    Bench.RunningWatch first = watch();

    // When
    pass(Duration.ofSeconds(6));

    // Then
    assertThat(first.closed).isTrue();
    assertThat(bench.watches).hasSizeGreaterThan(1);
  }

  @Test
  void shouldLetGoWhenABroadcastEnded() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.renderWatches.tick();
    bench.store.update(live.end(EndReason.ASKED, Samples.NOW));

    // When
    int watched = bench.renderWatches.tick();

    // Then
    assertThat(watched).isZero();
    assertThat(watch().closed).isTrue();
  }

  @Test
  void shouldHideFiguresWhenTheyAreOld() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    UUID id = live.details().broadcastId();
    bench.renderWatches.tick();
    report(live, Phase.ON_AIR, SlateCause.NONE);
    boolean fresh = bench.figures.of(id).isPresent();

    // When
    bench.nanos += LiveFigures.FRESH_FOR.toNanos() + 1;

    // Then
    assertThat(fresh).isTrue();
    assertThat(bench.figures.of(id)).isEmpty();
  }

  @Test
  void shouldStillSayWhereItWentWhenTheRenderIsOver() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    UUID id = live.details().broadcastId();
    bench.renderWatches.tick();
    report(live, Phase.ON_AIR, SlateCause.NONE);

    // When: the last report, a look that finds nothing more to follow, and a long time
    report(live, Phase.ENDED, SlateCause.NONE);
    bench.renderWatches.tick();
    bench.nanos += 100 * LiveFigures.FRESH_FOR.toNanos();

    // Then
    assertThat(bench.figures.of(id)).contains(Samples.figures(SlateCause.NONE));
  }
}
