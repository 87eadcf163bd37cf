package dev.afterglow.studio.broadcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastStore;
import dev.afterglow.studio.broadcast.EndReason;
import dev.afterglow.studio.broadcast.RequestLog;
import dev.afterglow.studio.testing.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store holds to. */
abstract class BroadcastStoreSuite {

  abstract BroadcastStore store();

  abstract RequestLog requests();

  private Broadcast keep(Broadcast.Created created, Broadcast... steps) {
    store().insert(created);
    Broadcast last = created;
    for (Broadcast step : steps) {
      store().update(step);
      last = step;
    }
    return last;
  }

  private Optional<Broadcast> find(Broadcast broadcast) {
    return store().find(broadcast.details().broadcastId());
  }

  @Test
  void shouldGiveBackEveryStateAsItWasKept() {
    // Given
    Broadcast.Created created = Samples.created();
    Broadcast.Rehearsing rehearsing = created.rehearse(Samples.place(), Samples.FORMAT);
    Broadcast.Live live = rehearsing.goLive(Samples.airing());
    Broadcast.Slate slate = live.showSlate();
    Broadcast.Ended ended = slate.end(EndReason.WORKER_LOST, Samples.NOW.plusSeconds(90));
    List<Broadcast> life = List.of(created, rehearsing, live, slate, ended);
    List<Broadcast> found = new ArrayList<>();

    // When
    for (Broadcast step : life) {
      boolean kept =
          step instanceof Broadcast.Created first ? store().insert(first) : store().update(step);
      assertThat(kept).isTrue();
      found.add(find(step).orElseThrow());
    }

    // Then
    assertThat(found).isEqualTo(life);
  }

  @Test
  void shouldGiveBackAnEndWithoutAPictureWhenItNeverRehearsed() {
    // Given
    Broadcast.Created created = Samples.created();
    Broadcast.Ended ended = created.end(EndReason.ASKED, Samples.NOW);

    // When
    keep(created, ended);

    // Then
    assertThat(find(ended)).contains(ended);
  }

  @Test
  void shouldFindNothingWhenNothingWasKept() {
    // When
    Optional<Broadcast> found = store().find(Samples.id());

    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void shouldKeepTheFirstWhenAnIdIsInsertedTwice() {
    // Given
    Broadcast.Created first = Samples.created();
    store().insert(first);
    store().update(first.rehearse(Samples.place(), Samples.FORMAT));

    // When
    boolean inserted = store().insert(first);

    // Then
    assertThat(inserted).isFalse();
    assertThat(find(first)).get().isInstanceOf(Broadcast.Rehearsing.class);
  }

  @Test
  void shouldRefuseAnUpdateWhenAnotherCameFirst() {
    // Given
    Broadcast.Created created = Samples.created();
    keep(created, created.rehearse(Samples.place(), Samples.FORMAT));

    // When
    boolean updated = store().update(created.end(EndReason.ASKED, Samples.NOW));

    // Then
    assertThat(updated).isFalse();
    assertThat(find(created)).get().isInstanceOf(Broadcast.Rehearsing.class);
  }

  @Test
  void shouldLetExactlyOneThroughWhenManyUpdateAtOnce() throws Exception {
    // Given
    Broadcast.Created created = Samples.created();
    store().insert(created);
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      attempts.add(() -> store().update(created.rehearse(Samples.place(), Samples.FORMAT)));
    }

    // When
    int won = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
        won += attempt.get() ? 1 : 0;
      }
    }

    // Then
    assertThat(won).isEqualTo(1);
  }

  @Test
  void shouldListNewestFirstInPages() {
    // Given
    Broadcast.Created oldest = Samples.created();
    Broadcast.Created middle = Samples.created();
    Broadcast.Created newest = Samples.created();
    List.of(oldest, middle, newest).forEach(it -> store().insert(it));

    // When
    List<Broadcast> first = store().list(2, Optional.empty());
    List<Broadcast> second = store().list(1, Optional.of(first.getLast().details().broadcastId()));

    // Then
    assertThat(first).containsExactly(newest, middle);
    assertThat(second).containsExactly(oldest);
  }

  @Test
  void shouldNameWhatRendersAndNothingElse() {
    // Given
    Broadcast.Created created = Samples.created();
    store().insert(created);
    Broadcast.Created first = Samples.created();
    Broadcast.Rehearsing rehearsing = first.rehearse(Samples.place(), Samples.FORMAT);
    keep(first, rehearsing);
    Broadcast.Created second = Samples.created();
    Broadcast.Rehearsing drawn = second.rehearse(Samples.place(), Samples.FORMAT);
    keep(second, drawn, drawn.end(EndReason.FAILED, Samples.NOW));

    // When
    List<Broadcast.Rendering> rendering = store().rendering(1_000);

    // Then
    assertThat(rendering).contains(rehearsing);
    assertThat(rendering)
        .extracting(Broadcast::details)
        .doesNotContain(created.details(), second.details());
  }

  private static RequestLog.Entry entry(UUID requestId, UUID broadcastId, Duration later) {
    return new RequestLog.Entry(
        requestId, "GoLive", "a".repeat(64), broadcastId, false, Samples.NOW.plus(later));
  }

  @Test
  void shouldRememberARequestForTwentyFourHours() {
    // Given
    UUID requestId = Samples.id();
    RequestLog.Entry first = entry(requestId, Samples.id(), Duration.ZERO);
    requests().begin(first);
    requests().finish(requestId);

    // When
    RequestLog.Entry within =
        requests().begin(entry(requestId, Samples.id(), Duration.ofHours(24).minusSeconds(1)));
    RequestLog.Entry after = requests().begin(entry(requestId, Samples.id(), Duration.ofHours(24)));

    // Then
    assertThat(within.broadcastId()).isEqualTo(first.broadcastId());
    assertThat(within.done()).isTrue();
    assertThat(after.broadcastId()).isNotEqualTo(first.broadcastId());
    assertThat(after.done()).isFalse();
  }

  @Test
  void shouldGiveAllTheSameEntryWhenARequestComesManyTimesAtOnce() throws Exception {
    // Given
    UUID requestId = Samples.id();
    List<Callable<RequestLog.Entry>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      attempts.add(() -> requests().begin(entry(requestId, Samples.id(), Duration.ZERO)));
    }

    // When
    List<UUID> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<RequestLog.Entry> attempt : threads.invokeAll(attempts)) {
        ids.add(attempt.get().broadcastId());
      }
    }

    // Then
    assertThat(ids).containsOnly(ids.getFirst());
  }
}
