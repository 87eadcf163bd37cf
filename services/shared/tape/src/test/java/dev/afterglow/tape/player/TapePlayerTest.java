package dev.afterglow.tape.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.SharedFolder;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.sound.VoiceTape;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class TapePlayerTest {
  private static final Duration LONG = Duration.ofSeconds(200);

  private final FakeCapture capture = new FakeCapture();
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void startServer() throws IOException {
    String name = UUID.randomUUID().toString();
    server = InProcessServerBuilder.forName(name).addService(capture).build().start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  @AfterEach
  void stopServer() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void shouldBringEverySampleInOrderWhenTapePlaysOnce() throws Exception {
    // Given
    PlayerOptions options =
        PlayerOptions.of(tape(50)).withVoice(voice(48_000)).withClock(FastClock.of(20));

    // When
    TapePlayer player = play(options);
    boolean finished = player.await(LONG);

    // Then
    assertThat(finished).isTrue();
    assertThat(player.state()).isInstanceOf(PlayerState.Ended.class);
    assertThat(sequences(capture.motion)).isEqualTo(upTo(1, 50));
    assertThat(capture.voice).extracting(VoiceSample::getSequence).isEqualTo(upTo(1, 100));
    assertThat(steps(capture.motion)).containsOnly(40_000L);
    assertThat(capture.voice.getFirst().getDeviceTimeUs())
        .isEqualTo(capture.motion.getFirst().getDeviceTimeUs());
    assertThat(capture.voice.getLast().getPcmS16Le().asReadOnlyByteBuffer().get(1))
        .as("silence after the end of the voice")
        .isZero();
    assertThat(capture.opens.getFirst().getOpen().getHeader().getShapeNamesList())
        .containsExactly("jawOpen");
    assertThat(capture.pongs).isNotEmpty();
  }

  @Test
  void shouldKeepTheClockRunningWhenTapeLoops() throws Exception {
    // Given
    PlayerOptions options =
        PlayerOptions.of(tape(5)).withVoice(voice(960)).withLoop(true).withClock(FastClock.of(20));

    // When
    try (TapePlayer player = play(options)) {
      while (capture.motion.size() < 23) {
        Thread.sleep(5);
      }
      assertThat(player.progress().rounds()).isGreaterThan(4);
    }

    // Then
    assertThat(steps(capture.motion)).containsOnly(40_000L);
    List<Long> voiceTimes = capture.voice.stream().map(VoiceSample::getDeviceTimeUs).toList();
    assertThat(differences(voiceTimes)).containsOnly(20_000L);
  }

  @Test
  void shouldGoOnAfterTheLastAcknowledgedWhenConnectionBreaks() throws Exception {
    // Given
    capture.breakAfterMotion = 20;
    PlayerOptions options =
        PlayerOptions.of(tape(50)).withVoice(voice(96_000)).withClock(FastClock.of(2));

    // When
    TapePlayer player = play(options);
    player.await(LONG);

    // Then
    assertThat(capture.opens).hasSize(2);
    assertThat(player.progress().connections()).isEqualTo(2);
    assertThat(sequences(capture.motion)).isEqualTo(upTo(1, 50));
    assertThat(capture.voice).extracting(VoiceSample::getSequence).isEqualTo(upTo(1, 100));
  }

  @Test
  void shouldCountOnWhenAnEarlierProgramDroveTheSession() throws Exception {
    // Given
    capture.startFrom = 1_000;
    PlayerOptions options =
        PlayerOptions.of(tape(5)).withVoice(voice(4_800)).withClock(FastClock.of(20));

    // When
    play(options).await(LONG);

    // Then
    assertThat(sequences(capture.motion)).isEqualTo(upTo(1_001, 1_005));
    assertThat(capture.voice.getFirst().getSequence()).isEqualTo(1_001);
  }

  @Test
  void shouldGiveUpWithReasonWhenTokenIsRefused() throws Exception {
    // Given
    capture.refuseWith = Status.UNAUTHENTICATED.withDescription("the drive token is wrong");

    // When
    TapePlayer player = play(PlayerOptions.of(tape(5)));
    boolean finished = player.await(LONG);

    // Then
    assertThat(finished).isTrue();
    assertThat(player.state())
        .isEqualTo(new PlayerState.Failed("UNAUTHENTICATED: the drive token is wrong"));
    assertThat(capture.opens).hasSize(1);
  }

  @Test
  void shouldTryAgainWhenServiceIsNotThereYet() throws Exception {
    // Given
    capture.refuseWith = Status.UNAVAILABLE;
    TapePlayer player = play(PlayerOptions.of(tape(5)).withClock(FastClock.of(20)));
    while (capture.opens.size() < 2) {
      Thread.sleep(5);
    }

    // When
    capture.refuseWith = Status.OK;
    player.await(LONG);

    // Then
    assertThat(player.state()).isInstanceOf(PlayerState.Ended.class);
    assertThat(sequences(capture.motion)).isEqualTo(upTo(1, 5));
  }

  @Test
  void shouldPlayTheRealTapeWhenItIsThere() throws Exception {
    // Given
    MotionTape tape = MotionTape.read(SharedFolder.file("mocap/cap12-camera/cap12.jsonl"));

    // When
    TapePlayer player = play(PlayerOptions.of(tape).withClock(FastClock.of(10)));
    player.await(LONG);

    // Then
    assertThat(player.state()).isInstanceOf(PlayerState.Ended.class);
    assertThat(capture.motion.size() + player.progress().motionDropped())
        .as("brought, and announced as dropped where this machine was too slow")
        .isEqualTo(1_337);
    assertThat(capture.motion.getFirst().getShapeWeightsCount()).isEqualTo(51);
    assertThat(capture.motion.getFirst().hasHead()).isTrue();
    MotionSample first = capture.motion.getFirst();
    assertThat(capture.motion)
        .allSatisfy(
            sample ->
                assertThat(sample.getDeviceTimeUs() - first.getDeviceTimeUs())
                    .isEqualTo(40_000L * (sample.getSequence() - first.getSequence())));
  }

  private TapePlayer play(PlayerOptions options) {
    TapePlayer player = new TapePlayer(channel, UUID.randomUUID().toString(), "secret", options);
    player.start();
    return player;
  }

  private static MotionTape tape(int frames) throws TapeException {
    List<MotionFrame> list = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      ShapeWeights weights = ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, i / 100f));
      list.add(new MotionFrame(1_000 + i * 40_000L, weights, Optional.empty(), Map.of()));
    }
    return MotionTape.of(list);
  }

  private static VoiceTape voice(int samples) {
    short[] sound = new short[samples];
    Arrays.fill(sound, (short) 10_000);
    return VoiceTape.of(sound);
  }

  private static List<Long> sequences(List<MotionSample> samples) {
    return samples.stream().map(MotionSample::getSequence).toList();
  }

  private static List<Long> steps(List<MotionSample> samples) {
    return differences(samples.stream().map(MotionSample::getDeviceTimeUs).toList());
  }

  private static List<Long> differences(List<Long> values) {
    List<Long> differences = new ArrayList<>();
    for (int i = 1; i < values.size(); i++) {
      differences.add(values.get(i) - values.get(i - 1));
    }
    return differences;
  }

  private static List<Long> upTo(long first, long last) {
    List<Long> all = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      all.add(i);
    }
    return all;
  }
}
