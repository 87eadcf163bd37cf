package dev.afterglow.studio.broadcast;

import static dev.afterglow.studio.testing.Refused.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.slot.SlotLease;
import dev.afterglow.studio.testing.Bench;
import dev.afterglow.studio.testing.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UseCasesTest {

  private final Bench bench = new Bench();

  private static UUID idOf(Broadcast broadcast) {
    return broadcast.details().broadcastId();
  }

  // Rehearsing

  @Test
  void shouldRehearseWhenAllowedAndASlotIsFree() {
    // Given
    Broadcast.Created created = bench.keep(Samples.created());

    // When
    Broadcast next = bench.rehearse.start(Samples.id(), idOf(created));

    // Then
    assertThat(next).isInstanceOf(Broadcast.Rehearsing.class).isEqualTo(bench.kept(created));
    assertThat(next.details().output()).isEqualTo(Samples.FORMAT);
    assertThat(bench.asked).containsExactly(Purpose.REHEARSAL);
  }

  @Test
  void shouldRehearseOnAnotherWorkerWhenTheFirstIsFull() {
    // Given
    Broadcast.Created created = bench.keep(Samples.created());
    SlotLease other = new SlotLease("worker-2", "127.0.0.1:8282", 3);
    bench.free.add(other);
    bench.fullWorkers.add("worker-1");

    // When
    Broadcast next = bench.rehearse.start(Samples.id(), idOf(created));

    // Then
    assertThat(next.renderPlace().map(RenderPlace::slot)).contains(other);
    assertThat(bench.released).containsExactly(Samples.SLOT);
  }

  @Test
  void shouldRefuseRehearsalWhenNoSlotIsFree() {
    // Given
    Broadcast.Created created = bench.keep(Samples.created());
    bench.fullWorkers.add("worker-1");

    // When
    AfterglowException refusal = refusalOf(() -> bench.rehearse.start(Samples.id(), idOf(created)));

    // Then
    assertThat(refusal.reason()).isEqualTo("NO_WORKER_SLOT");
    assertThat(refusal.metadata()).isEqualTo(Map.of("workers", "1"));
    assertThat(bench.kept(created)).isEqualTo(created);
  }

  @Test
  void shouldRefuseRehearsalWithEveryReasonWhenTheRegistrySaysNo() {
    // Given
    Broadcast.Created created = bench.keep(Samples.created());
    bench.denials = List.of("LICENCE_EXPIRED", "DRIVER_NOT_VERIFIED");

    // When
    AfterglowException refusal = refusalOf(() -> bench.rehearse.start(Samples.id(), idOf(created)));

    // Then
    assertThat(refusal.reason()).isEqualTo("NOT_LICENSED");
    assertThat(refusal.metadata())
        .isEqualTo(Map.of("reasons", "LICENCE_EXPIRED,DRIVER_NOT_VERIFIED"));
    assertThat(bench.calls).isEmpty();
  }

  @Test
  void shouldRefuseRehearsalWhenTheDriveIsOver() {
    // Given
    Broadcast.Created created = bench.keep(Samples.created());
    bench.driveState = DriveState.CLOSED;

    // When
    AfterglowException refusal = refusalOf(() -> bench.rehearse.start(Samples.id(), idOf(created)));

    // Then
    assertThat(refusal.reason()).isEqualTo("NO_DRIVE");
    assertThat(refusal.metadata()).containsEntry("state", "CLOSED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avatar-registry", "capture-ingest", "redis", "render-worker"})
  void shouldStayAsItWasWhenAServiceIsAwayAtRehearsal(String service) {
    // Given
    Broadcast.Created created = bench.keep(Samples.created());
    bench.away = Optional.of(service);

    // When
    AfterglowException refusal = refusalOf(() -> bench.rehearse.start(Samples.id(), idOf(created)));

    // Then
    assertThat(refusal.reason()).isEqualTo("SERVICE_UNAVAILABLE");
    assertThat(refusal.metadata()).containsEntry("service", service);
    assertThat(bench.kept(created)).isEqualTo(created);
  }

  @Test
  void shouldStopTheRenderWhenTheBroadcastEndedMeanwhile() {
    // Given
    Broadcast.Created created = bench.keep(Samples.created());
    bench.store.beforeUpdate =
        next -> bench.store.update(created.end(EndReason.ASKED, Samples.NOW));

    // When
    AfterglowException refusal = refusalOf(() -> bench.rehearse.start(Samples.id(), idOf(created)));

    // Then
    assertThat(refusal.reason()).isEqualTo("ILLEGAL_TRANSITION");
    assertThat(bench.calls).containsExactly("start worker-1", "stop");
    assertThat(bench.released).containsExactly(Samples.SLOT);
  }

  @Test
  void shouldAnswerWithoutASecondRenderWhenARehearsalIsRepeated() {
    // Given
    Broadcast.Created created = bench.keep(Samples.created());
    UUID requestId = Samples.id();
    Broadcast first = bench.rehearse.start(requestId, idOf(created));

    // When
    Broadcast second = bench.rehearse.start(requestId, idOf(created));

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(bench.calls).containsExactly("start worker-1");
  }

  // Going live

  @Test
  void shouldGoLiveWhenAllowedAndDriven() {
    // Given
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());

    // When
    Broadcast next = bench.goLive.goLive(Samples.id(), idOf(rehearsing));

    // Then
    assertThat(next).isInstanceOf(Broadcast.Live.class);
    assertThat(next.onAir().map(Airing::recordingPath)).contains("/recordings/1.mp4");
    assertThat(bench.asked).containsExactly(Purpose.LIVE);
  }

  @ParameterizedTest
  @EnumSource(
      value = DriveState.class,
      names = {"WAITING", "LOST", "CLOSED"})
  void shouldRefuseToGoLiveWhenNobodyDrives(DriveState state) {
    // Given
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());
    bench.driveState = state;

    // When
    AfterglowException refusal =
        refusalOf(() -> bench.goLive.goLive(Samples.id(), idOf(rehearsing)));

    // Then
    assertThat(refusal.reason()).isEqualTo("NO_DRIVE");
    assertThat(refusal.metadata()).containsEntry("state", state.name());
    assertThat(bench.kept(rehearsing)).isEqualTo(rehearsing);
    assertThat(bench.calls).isEmpty();
  }

  @Test
  void shouldNameTheDriveTooWhenTheRegistrySaysNoAndNobodyDrives() {
    // Given
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());
    bench.denials = List.of("LICENCE_REVOKED");
    bench.driveState = DriveState.LOST;

    // When
    AfterglowException refusal =
        refusalOf(() -> bench.goLive.goLive(Samples.id(), idOf(rehearsing)));

    // Then
    assertThat(refusal.reason()).isEqualTo("NOT_LICENSED");
    assertThat(refusal.metadata())
        .isEqualTo(Map.of("reasons", "LICENCE_REVOKED", "drive_state", "LOST"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"avatar-registry", "capture-ingest", "render-worker"})
  void shouldStayInRehearsalWhenAServiceIsAwayAtGoLive(String service) {
    // Given
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());
    bench.away = Optional.of(service);

    // When
    AfterglowException refusal =
        refusalOf(() -> bench.goLive.goLive(Samples.id(), idOf(rehearsing)));

    // Then
    assertThat(refusal.metadata()).containsEntry("service", service);
    assertThat(bench.kept(rehearsing)).isEqualTo(rehearsing);
  }

  @Test
  void shouldTakeTheWorkersRefusalWhenItGetsNoLease() {
    // Given
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());
    bench.workerRefusal = Optional.of(Refusals.notLicensed(List.of("TOO_MANY_ROOMS")));

    // When
    AfterglowException refusal =
        refusalOf(() -> bench.goLive.goLive(Samples.id(), idOf(rehearsing)));

    // Then
    assertThat(refusal.metadata()).containsEntry("reasons", "TOO_MANY_ROOMS");
    assertThat(bench.kept(rehearsing)).isEqualTo(rehearsing);
  }

  @Test
  void shouldSucceedWhenTheWatchSawItOnAirFirst() {
    // Given
    Broadcast.Rehearsing rehearsing = bench.keep(Samples.rehearsing());
    bench.store.beforeUpdate = next -> bench.store.update(rehearsing.goLive(Samples.airing()));

    // When
    Broadcast next = bench.goLive.goLive(Samples.id(), idOf(rehearsing));

    // Then
    assertThat(next).isInstanceOf(Broadcast.Live.class);
    assertThat(next.revision()).isEqualTo(3);
  }

  // Illegal ways

  @ParameterizedTest
  @CsvSource({
    "CREATED, live, LIVE",
    "CREATED, slate, SLATE",
    "CREATED, resume, LIVE",
    "REHEARSING, rehearse, REHEARSING",
    "REHEARSING, slate, SLATE",
    "REHEARSING, resume, LIVE",
    "LIVE, rehearse, REHEARSING",
    "LIVE, live, LIVE",
    "LIVE, resume, LIVE",
    "SLATE, rehearse, REHEARSING",
    "SLATE, live, LIVE",
    "ENDED, rehearse, REHEARSING",
    "ENDED, live, LIVE",
    "ENDED, slate, SLATE",
    "ENDED, resume, LIVE",
  })
  void shouldRefuseWhenTheStateDoesNotAllowIt(
      BroadcastState state, String command, BroadcastState wanted) {
    // Given
    Broadcast broadcast =
        switch (state) {
          case CREATED -> Samples.created();
          case REHEARSING -> Samples.rehearsing();
          case LIVE -> Samples.live();
          case SLATE -> Samples.live().showSlate();
          case ENDED -> Samples.live().end(EndReason.ASKED, Samples.NOW);
        };
    bench.keep(broadcast);

    // When
    AfterglowException refusal = refusalOf(() -> run(command, idOf(broadcast)));

    // Then
    assertThat(refusal.reason()).isEqualTo("ILLEGAL_TRANSITION");
    assertThat(refusal.metadata())
        .isEqualTo(Map.of("state", state.name(), "wanted", wanted.name()));
    assertThat(bench.kept(broadcast)).isEqualTo(broadcast);
    assertThat(bench.calls).isEmpty();
  }

  private void run(String command, UUID broadcastId) {
    switch (command) {
      case "rehearse" -> bench.rehearse.start(Samples.id(), broadcastId);
      case "live" -> bench.goLive.goLive(Samples.id(), broadcastId);
      case "slate" -> bench.slate.show(Samples.id(), broadcastId);
      case "resume" -> bench.slate.resume(Samples.id(), broadcastId);
      default -> bench.end.end(Samples.id(), broadcastId);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rehearse", "live", "slate", "resume", "end"})
  void shouldRefuseWhenThereIsNoSuchBroadcast(String command) {
    // When
    AfterglowException refusal = refusalOf(() -> run(command, Samples.id()));

    // Then
    assertThat(refusal.reason()).isEqualTo("BROADCAST_NOT_FOUND");
  }

  // The slate

  @Test
  void shouldShowTheSlateAndResumeWhenTheOperatorWishes() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());

    // When
    Broadcast slate = bench.slate.show(Samples.id(), idOf(live));
    Broadcast back = bench.slate.resume(Samples.id(), idOf(live));

    // Then
    assertThat(slate).isInstanceOf(Broadcast.Slate.class);
    assertThat(back).isInstanceOf(Broadcast.Live.class);
    assertThat(bench.calls).containsExactly("slate true", "slate false");
  }

  @ParameterizedTest
  @CsvSource({
    "DRIVE_LOST, NO_DRIVE",
    "DRIVE_WAITING, NO_DRIVE",
    "LEASE_EXPIRED, NOT_LICENSED",
    "LEASE_REVOKED, NOT_LICENSED",
    "NO_LEASE, NOT_LICENSED",
    "MOTION_NOT_LICENSED, NOT_LICENSED",
    "LABEL_MISSING, ILLEGAL_TRANSITION",
    "UNSTATED, ILLEGAL_TRANSITION",
  })
  void shouldStayOnSlateWhenSomethingElseHoldsIt(SlateCause cause, String reason) {
    // Given
    Broadcast.Slate slate = bench.keep(Samples.live().showSlate());
    bench.slateAfterResume = cause;

    // When
    AfterglowException refusal = refusalOf(() -> bench.slate.resume(Samples.id(), idOf(slate)));

    // Then
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(bench.kept(slate)).isEqualTo(slate);
  }

  // Ending

  @Test
  void shouldStopReleaseAndCloseWhenEnded() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());

    // When
    Broadcast ended = bench.end.end(Samples.id(), idOf(live));

    // Then
    assertThat(ended).isInstanceOf(Broadcast.Ended.class);
    assertThat(bench.calls).containsExactly("stop");
    assertThat(bench.released).containsExactly(live.place().slot());
    assertThat(bench.closedDrives).containsExactly(live.details().driveId());
  }

  @Test
  void shouldSayWhereItWentWhenEnded() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());

    // When
    Broadcast ended = bench.end.end(Samples.id(), idOf(live));

    // Then
    assertThat(bench.figures.of(idOf(ended)).orElseThrow().destinations())
        .extracting(RenderFigures.DestinationFigures::name)
        .containsExactly("recording", "rtmp-1", "rtmp-2");
  }

  @Test
  void shouldEndWhenOnlyTheDriveCannotBeClosed() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.away = Optional.of("capture-ingest");

    // When
    Broadcast ended = bench.end.end(Samples.id(), idOf(live));

    // Then
    assertThat(ended).isInstanceOf(Broadcast.Ended.class);
  }

  @Test
  void shouldStayLiveWhenTheWorkerIsAwayAtTheEnd() {
    // Given
    Broadcast.Live live = bench.keep(Samples.live());
    bench.away = Optional.of("render-worker");

    // When
    AfterglowException refusal = refusalOf(() -> bench.end.end(Samples.id(), idOf(live)));

    // Then
    assertThat(refusal.metadata()).containsEntry("service", "render-worker");
    assertThat(bench.kept(live)).isEqualTo(live);
  }

  @Test
  void shouldSucceedWhenAnEndedOneIsEndedAgain() {
    // Given
    Broadcast.Ended over = bench.keep(Samples.live().end(EndReason.FAILED, Samples.NOW));

    // When
    Broadcast ended = bench.end.end(Samples.id(), idOf(over));

    // Then
    assertThat(ended).isEqualTo(over);
  }
}
