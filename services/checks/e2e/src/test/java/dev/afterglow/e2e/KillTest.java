package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc;
import dev.afterglow.api.registry.v1.GetAvatarRequest;
import dev.afterglow.api.registry.v1.GetLicenceRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import dev.afterglow.api.registry.v1.LicenceState;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.render.v1.PictureKind;
import dev.afterglow.api.studio.v1.Broadcast;
import dev.afterglow.api.studio.v1.BroadcastState;
import dev.afterglow.standalone.facts.FactsPlayer;
import dev.afterglow.standalone.facts.SyntheticFacts;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Fleet;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.live.DrivenRoom;
import dev.afterglow.standalone.room.OpenRoom;
import dev.afterglow.standalone.watch.LatestRoom;
import io.grpc.Channel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant 8: what was acknowledged survives {@code kill -9} of any service. */
class KillTest {
  @TempDir static Path folder;

  @RegisterExtension
  static final LogsOfFailures LOGS = new LogsOfFailures(() -> folder.resolve("data"));

  private static Machine machine;

  @BeforeAll
  static void startEverything() throws Exception {
    Checkout.program("ffmpeg");
    machine = Machine.start(folder.resolve("data"));
  }

  @AfterAll
  static void stopEverything() throws Exception {
    if (machine != null) {
      machine.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Service.class)
  void shouldLoseNothingAcknowledgedWhenTheServiceIsKilled(Service victim) throws Exception {
    // Given
    Fleet fleet = machine.standalone.fleet();
    Channel commerce = fleet.channel(Service.COMMERCE_ANALYTICS);
    try (DrivenRoom driven = machine.rehearseFlashCard()) {
      OpenRoom room = driven.room();
      driven.goLive();
      Clock clock = Clock.systemUTC();
      FactsPlayer facts =
          FactsPlayer.start(
              new SyntheticFacts(room.roomId(), victim.ordinal(), clock.instant()),
              commerce,
              clock);
      Thread.sleep(5_000);

      String recordingBefore = driven.control().now().getRecordingPath();

      // When
      int restarts = fleet.restarts(victim);
      fleet.child(victim).kill();
      Duration away = awaitServing(fleet, victim, restarts);
      Thread.sleep(6_000);
      facts.close();

      // Then
      Room counted =
          new LatestRoom(commerce, room.roomId())
              .awaitFacts(facts.acknowledged(), Duration.ofSeconds(30));
      assertThat(facts.acknowledged()).as("acknowledged facts").isGreaterThan(50);
      assertThat(LatestRoom.counted(counted)).as("facts counted").isEqualTo(facts.acknowledged());
      assertStateKept(fleet.channel(Service.AVATAR_REGISTRY), room);
      report(victim, away, driven, counted, recordingBefore);
    }
  }

  private static Duration awaitServing(Fleet fleet, Service victim, int before) throws Exception {
    long begun = System.nanoTime();
    while (fleet.restarts(victim) == before || !fleet.isServing(victim)) {
      assertThat(System.nanoTime() - begun).as("nanoseconds away").isLessThan(90_000_000_000L);
      Thread.sleep(50);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void assertStateKept(Channel registry, OpenRoom room) {
    assertThat(
            LicenceServiceGrpc.newBlockingStub(registry)
                .getLicence(GetLicenceRequest.newBuilder().setLicenceId(room.licenceId()).build())
                .getLicence()
                .getState())
        .isEqualTo(LicenceState.LICENCE_STATE_ACTIVE);
    assertThat(
            IdentityServiceGrpc.newBlockingStub(registry)
                .getPerson(GetPersonRequest.newBuilder().setSubjectId(room.subjectId()).build())
                .getPerson()
                .getState())
        .isEqualTo(PersonState.PERSON_STATE_VERIFIED);
    assertThat(
            AvatarServiceGrpc.newBlockingStub(registry)
                .getAvatar(GetAvatarRequest.newBuilder().setAvatarId(room.avatarId()).build())
                .getAvatar()
                .getAvatarId())
        .isEqualTo(room.avatarId());
  }

  /** Checks and says what the broadcast did. */
  private static void report(
      Service victim, Duration away, DrivenRoom driven, Room counted, String recordingBefore)
      throws Exception {
    Broadcast now = driven.control().now();
    // The only worker, up again, goes on with the broadcast in a render and a recording of its own.
    boolean workerDied = victim == Service.RENDER_WORKER;
    assertThat(now.getState())
        .isIn(BroadcastState.BROADCAST_STATE_LIVE, BroadcastState.BROADCAST_STATE_SLATE);
    if (!workerDied) {
      assertThat(now.getRenderStatus().getPicture()).isEqualTo(PictureKind.PICTURE_KIND_FIGURE);
    }
    Optional<Broadcast> ended = end(driven);
    String path =
        workerDied
            ? recordingBefore
            : ended.map(Broadcast::getRecordingPath).orElse(now.getRecordingPath());
    Media recording = Media.of(Path.of(path));
    int frames = recording.frameTimes().size();
    assertThat(frames).as("frames that can still be played").isGreaterThan(60);
    List<Double> closed = Media.ofClosedSegments(Path.of(path)).frameTimes();
    assertThat(closed).as("frames in closed segments").hasSizeBetween(30, frames);
    for (int i = 1; i < closed.size(); i++) {
      assertThat(closed.get(i) - closed.get(i - 1)).as("step to frame %d", i).isLessThan(1);
    }
    System.out.printf(
        "%s killed: away %.1f s, broadcast %s %s, picture %s, %d frames on slate, recording of %d"
            + " frames, %d facts kept%n",
        victim.moduleName(),
        away.toMillis() / 1_000.0,
        now.getState(),
        now.getEndReason(),
        now.getRenderStatus().getPicture(),
        now.getRenderStatus().getSlateFrames(),
        frames,
        LatestRoom.counted(counted));
  }

  private static Optional<Broadcast> end(DrivenRoom driven) {
    try {
      return Optional.of(driven.control().end());
    } catch (RunFailure gone) {
      return Optional.empty();
    }
  }
}
