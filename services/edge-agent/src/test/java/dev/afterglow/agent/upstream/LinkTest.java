package dev.afterglow.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.agent.identity.ChainMemory;
import dev.afterglow.agent.identity.Signer;
import dev.afterglow.agent.source.Captures;
import dev.afterglow.agent.source.VoiceOrigin;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.SourceRanks;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.uplink.DeviceClock;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkTest {
  private static final String DRIVE = "0197f000-0000-7000-8000-0000000000d1";
  private static final DriveSession SESSION =
      new DriveSession(DRIVE, "token-token-token-token", "test", SourceRole.ONLY, true);

  private final DeviceClock clock = DeviceClock.monotonic(1_000_000_000, 0);
  private final Signer signer = Signer.make();

  @TempDir Path folder;

  @Test
  void shouldBringEveryFrameWhenNothingIsSigned() throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture();
        Link link = link(service.port(), Optional.empty())) {
      // When
      offer(link, 200);

      // Then
      await("all frames", () -> service.motion().size() == 200);
      await("the word for it", () -> link.reading().acknowledged() == 200);
      assertThat(service.faults).isEmpty();
      assertThat(service.opens.getFirst().getHeader().getMotionSource())
          .isEqualTo(MotionSource.MOTION_SOURCE_CAMERA);
      assertThat(service.opens.getFirst().getDeviceId()).isEmpty();
      assertThat(service.opens.getFirst().getShowsChallenges()).isTrue();
    }
  }

  @Test
  void shouldSayWhatItIsWhenItBringsTheBodyAlone() throws Exception {
    // Given
    SourceRole suit =
        new SourceRole("suit", Map.of(DrivePart.BODY, 1), false, true, VoiceOrigin.NONE);
    DriveSession session = new DriveSession(DRIVE, "token-token-token-token", "test", suit, false);
    try (FakeCapture service = new FakeCapture();
        Link link =
            Link.open(
                new IngestPlace("127.0.0.1", service.port(), Optional.empty()),
                session,
                Optional.empty(),
                clock)) {
      // When
      link.offer(bones(clock.nowUs()), Captures.WEARABLE);

      // Then
      await("the frame", () -> service.motion().size() == 1);
      OpenDriveHeader opened = service.opens.getFirst();
      assertThat(opened.getSourceId()).isEqualTo("suit");
      assertThat(opened.getShowsChallenges()).isFalse();
      assertThat(opened.getRanks()).isEqualTo(SourceRanks.newBuilder().setBody(1).build());
      assertThat(opened.getHeader().getShapeNamesList()).isEmpty();
      assertThat(opened.getHeader().getBoneNamesCount()).isEqualTo(HumanoidBone.values().length);
      assertThat(service.motion().firstEntry().getValue().getBoneRotationsCount()).isEqualTo(4);
    }
  }

  @Test
  void shouldBringWholeChainWhenSigned() throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture();
        Link link = link(service.port(), Optional.of(device()))) {
      service.trust(signer.publicKey());

      // When
      offer(link, 200);

      // Then
      await("all frames", () -> service.motion().size() == 200);
      assertThat(service.faults).isEmpty();
      assertThat(service.batches()).isPositive();
      assertThat(service.opens.getFirst().getDeviceId()).isEqualTo(FakeCapture.DEVICE);
    }
  }

  @Test
  void shouldGoOnWithItsChainWhenAgentBeginsAgain() throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture()) {
      service.trust(signer.publicKey());
      try (Link first = link(service.port(), Optional.of(device()))) {
        offer(first, 50);
        await("the first run", () -> first.reading().acknowledged() == 50);
      }

      // When
      try (Link second = link(service.port(), Optional.of(device()))) {
        offer(second, 50);

        // Then
        await("the second run", () -> service.motion().size() == 100);
        assertThat(service.faults).isEmpty();
      }
    }
  }

  @Test
  void shouldFailWhenServiceHoldsChainThatDeviceDoesNotRemember() throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture()) {
      service.trust(signer.publicKey());
      try (Link first = link(service.port(), Optional.of(device()))) {
        offer(first, 10);
        await("the first run", () -> first.reading().acknowledged() == 10);
      }
      ChainMemory nothing = ChainMemory.open(folder.resolve("other"), DRIVE);

      // When
      try (Link second =
          link(
              service.port(),
              Optional.of(new SigningDevice(FakeCapture.DEVICE, signer, nothing)))) {
        offer(second, 10);

        // Then
        await("the end", () -> second.reading().state() instanceof LinkState.Failed);
        assertThat(second.reading().state().toString()).contains("pair it anew");
        assertThat(service.motion()).hasSize(10);
      }
    }
  }

  @Test
  void shouldFailForGoodWhenTokenIsRefused() throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture();
        Link link = link(service.port(), Optional.empty())) {
      service.refuse(Status.UNAUTHENTICATED.withDescription("no such token"));

      // When
      offer(link, 1);

      // Then
      await("the end", () -> link.reading().state() instanceof LinkState.Failed);
      assertThat(link.reading().state().toString()).contains("no such token");
      assertThat(service.opens).hasSize(1);
    }
  }

  @Test
  void shouldSendNothingOutdatedWhenServiceWasAwayForLong() throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture();
        Link link = link(service.port(), Optional.empty())) {
      long nowUs = clock.nowUs();

      // When
      link.offer(frame(nowUs - Backlog.KEPT_US - 1_000_000), Captures.CAMERA);
      link.offer(frame(nowUs), Captures.CAMERA);

      // Then
      await("the young frame", () -> service.motion().size() == 1);
      assertThat(service.motion().firstEntry().getValue().getDeviceTimeUs()).isEqualTo(nowUs);
      assertThat(link.reading().dropped()).isEqualTo(1);
    }
  }

  @Test
  void shouldDropOldestWhenBacklogIsFull() {
    // Given
    Backlog<Integer> backlog = new Backlog<>();

    // When
    for (int i = 0; i < Backlog.MOST_FRAMES + 10; i++) {
      backlog.add(i, i);
    }

    // Then
    assertThat(backlog.dropped()).isEqualTo(10);
    assertThat(backlog.take(1, 0).getFirst().number()).isEqualTo(11);
    assertThat(backlog.waiting(0)).isEqualTo(Backlog.MOST_FRAMES - 1);
  }

  @Test
  void shouldOpenNothingWhenNothingWasCaptured() throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture();
        Link link = link(service.port(), Optional.empty())) {
      // When
      link.end(Duration.ofMillis(200));

      // Then
      assertThat(link.reading().state()).isEqualTo(new LinkState.Ended());
      assertThat(service.opens).isEmpty();
    }
  }

  private Link link(int port, Optional<SigningDevice> device) throws IOException {
    return Link.open(new IngestPlace("127.0.0.1", port, Optional.empty()), SESSION, device, clock);
  }

  private SigningDevice device() throws IOException {
    return new SigningDevice(
        FakeCapture.DEVICE, signer, ChainMemory.open(folder.resolve("mine"), DRIVE));
  }

  private void offer(Link link, int frames) throws InterruptedException {
    for (int i = 0; i < frames; i++) {
      link.offer(frame(clock.nowUs()), Captures.CAMERA);
      Thread.sleep(1);
    }
  }

  private static MotionFrame frame(long timeUs) {
    return new MotionFrame(
        timeUs, ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.5f)), Optional.empty(), Map.of());
  }

  private static MotionFrame bones(long timeUs) {
    return new MotionFrame(
        timeUs,
        ShapeWeights.builder().build(),
        Optional.empty(),
        Map.of(HumanoidBone.HIPS, new Rotation(0, 0.6f, 0, 0.8f)));
  }

  /** Waits for what is to come; a limit, not a measure. */
  static void await(String what, BooleanSupplier come) throws InterruptedException {
    for (int i = 0; i < 4_000 && !come.getAsBoolean(); i++) {
      Thread.sleep(5);
    }
    assertThat(come.getAsBoolean()).as(what).isTrue();
  }
}
