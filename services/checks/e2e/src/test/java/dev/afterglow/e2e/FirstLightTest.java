package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.api.registry.v1.LicenceServiceGrpc;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.render.v1.DestinationState;
import dev.afterglow.api.render.v1.DestinationStatus;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.studio.v1.Broadcast;
import dev.afterglow.api.studio.v1.BroadcastState;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.live.DrivenRoom;
import dev.afterglow.standalone.room.AvatarFile;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.player.PlayerOptions;
import dev.afterglow.tape.sound.VoiceCursor;
import dev.afterglow.tape.sound.VoiceTape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One real broadcast, looked at as a viewer would: in its decoded pictures and sound. */
class FirstLightTest {
  private static final double TONE_LEVEL = 4_000;

  /** The tape's own rate; the head has 28,551 vertices, which two cores blend at this rate. */
  private static final int FPS = 25;

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

  @Test
  void shouldMoveTheMouthAsTheTapeDoes() throws Exception {
    // Given
    Path head = Checkout.data("avatars/ict-facekit/ict_face_arkit51.glb");
    MotionTape motion = MotionTape.read(Checkout.data("mocap/cap12-camera/cap12.jsonl"));
    VoiceTape voice =
        VoiceTape.read(Checkout.data("voice/nvidia-audio2face/Claire_joy_mandarin.wav"));
    PlayerOptions drive = PlayerOptions.of(motion).withVoice(voice).withLoop(true);

    // When
    Broadcast ended;
    try (DrivenRoom room = machine.rehearse(AvatarFile.read(head), drive, 360, 640, FPS)) {
      room.goLive();
      Thread.sleep(58_000);
      ended = room.control().end();
    }

    // Then
    Media recording = Media.of(Path.of(ended.getRecordingPath()));
    assertEvenFrames(recording, FPS, 55);
    assertLabelled(recording, 360, 640);
    assertAigc(recording);
    assertMouthFollows(recording, motion, voice);
  }

  @Test
  void shouldKeepSoundWithThePicture() throws Exception {
    // Given
    Broadcast ended;

    // When
    try (DrivenRoom room = machine.rehearseFlashCard()) {
      room.goLive();
      Thread.sleep(20_000);
      ended = room.control().end();
    }

    // Then
    Media recording = Media.of(Path.of(ended.getRecordingPath()));
    assertEvenFrames(recording, 30, 18);
    assertLabelled(recording, 360, 640);
    List<Double> seen = flashes(recording);
    List<Double> heard = tones(recording);
    assertThat(seen).hasSizeGreaterThan(5);
    List<Double> skews = new ArrayList<>();
    for (double flash : seen) {
      heard.stream()
          .filter(tone -> Math.abs(tone - flash) < 0.5)
          .forEach(tone -> skews.add((flash - tone) * 1_000));
    }
    System.out.printf("A/V skew of %d flashes: %s ms%n", skews.size(), skews);
    assertThat(skews).hasSizeGreaterThan(5).allMatch(ms -> ms <= 40 && ms >= -60);
  }

  @Test
  void shouldShowTheSlateSoonWhenTheRevocationReachesTheWorker() throws Exception {
    assertGoneAfterRevocation(false, 1.5);
  }

  @Test
  void shouldShowTheSlateWhenTheLeaseRunsOutBehindACutWire() throws Exception {
    assertGoneAfterRevocation(true, 6.0);
  }

  /** No avatar pixel later than the limit after the revocation; the stream goes on. */
  private static void assertGoneAfterRevocation(boolean cutOff, double limitS) throws Exception {
    // Given
    Broadcast ended;
    double revokedTapeS;
    double latencyS;
    RenderStatus last;
    try (DrivenRoom room = machine.rehearseFlashCard()) {
      room.goLive();
      Thread.sleep(9_000);
      latencyS = room.control().now().getRenderStatus().getCaptureToEncodedMs().getP95() / 1_000;

      // When
      if (cutOff) {
        machine.leaseWire.cut();
      }
      revokedTapeS = room.player().progress().motionCaptured() / (double) FlashCard.MOTION_HZ;
      revoke(room.room().licenceId());
      Thread.sleep(12_000);
      last = room.control().now().getRenderStatus();
      machine.leaseWire.restore();
      ended = room.control().end();
    }

    // Then
    Media recording = Media.of(Path.of(ended.getRecordingPath()));
    assertEvenFrames(recording, 30, 19);
    assertLabelled(recording, 360, 640);
    // A tone that sounds as the recording begins has begun before it.
    List<Double> whole = tones(recording).stream().filter(t -> t > FlashCard.FLASH_S).toList();
    double beginning = FlashCard.beginning(whole.subList(0, 4));
    List<Double> times = recording.frameTimes();
    double[] lastFigure = {Double.NaN};
    recording.frames(
        90,
        160,
        (rgb, number) -> {
          if (FlashCard.share(rgb) > 0) {
            lastFigure[0] = times.get(number);
          }
        });
    double lateS = lastFigure[0] + latencyS - beginning - revokedTapeS;
    System.out.printf(
        "last avatar pixel %.2f s after the revocation (%s)%n",
        lateS, cutOff ? "worker cut off" : "pushed");
    assertThat(last.getSlateFrames()).isPositive();
    assertThat(lastFigure[0]).isGreaterThan(5);
    assertThat(lateS).isLessThanOrEqualTo(limitS);
    assertThat(recording.stream("v:0", "width,height")).isEqualTo("360,640");
  }

  private static void revoke(String licence) {
    var _ =
        LicenceServiceGrpc.newBlockingStub(
                machine.standalone.fleet().channel(Service.AVATAR_REGISTRY))
            .revokeLicence(
                RevokeLicenceRequest.newBuilder()
                    .setRequestId(UUID.randomUUID().toString())
                    .setLicenceId(licence)
                    .setGrounds("end-to-end test")
                    .build());
  }

  @Test
  void shouldPushToARealServerAndReadItBack() throws Exception {
    // Given
    Path media = Files.createDirectories(folder.resolve("rtmp"));
    Broadcast live;
    Broadcast ended;
    Path copy = media.resolve("read-back.flv");
    try (NginxRtmp server = NginxRtmp.start(media)) {
      try (DrivenRoom room = machine.rehearseFlashCard(server.url("key-1"))) {
        room.goLive();
        Thread.sleep(3_000);

        // When
        Media.run(
            "ffmpeg",
            "-v",
            "error",
            "-y",
            "-rw_timeout",
            "20000000",
            "-i",
            server.url("key-1"),
            "-t",
            "8",
            "-c",
            "copy",
            copy.toString());
        live = room.control().now();
        ended = room.control().end();
      }

      // Then
      assertThat(live.getState()).isEqualTo(BroadcastState.BROADCAST_STATE_LIVE);
      System.out.printf("destinations: %s%n", live.getRenderStatus().getDestinationsList());
      DestinationStatus pushed =
          live.getRenderStatus().getDestinationsList().stream()
              .filter(it -> it.getName().equals("rtmp-1"))
              .findFirst()
              .orElseThrow();
      assertThat(pushed.getState()).isEqualTo(DestinationState.DESTINATION_STATE_SENDING);
      assertThat(pushed.getReconnects()).isZero();
      assertThat(ended.getState()).isEqualTo(BroadcastState.BROADCAST_STATE_ENDED);
      assertThat(ended.getRenderStatus().getDestinationsList())
          .extracting(DestinationStatus::getName)
          .contains("rtmp-1");
      Media received = Media.of(copy);
      assertThat(received.stream("v:0", "codec_name")).isEqualTo("h264");
      assertThat(received.stream("a:0", "codec_name")).isEqualTo("aac");
      assertEvenFrames(received, 30, 6);
      assertLabelled(received, 360, 640);
      assertThat(tones(received)).isNotEmpty();
      assertThat(server.recordings()).hasSize(1);
    }
  }

  private static void assertEvenFrames(Media media, int fps, double leastS) throws Exception {
    List<Double> times = media.frameTimes();
    double spanS = times.getLast() - times.getFirst();
    assertThat(spanS).as("seconds of %s", media.file()).isGreaterThan(leastS);
    assertThat((times.size() - 1) / spanS)
        .as("frames a second of %s", media.file())
        .isCloseTo(fps, within(fps * 0.05));
    double widest = 0;
    for (int i = 1; i < times.size(); i++) {
      widest = Math.max(widest, times.get(i) - times.get(i - 1));
    }
    assertThat(widest).as("widest gap between frames of %s", media.file()).isLessThan(0.5);
    List<Double> sound = media.packetTimes("a:0");
    double widestSound = 0;
    for (int i = 1; i < sound.size(); i++) {
      widestSound = Math.max(widestSound, sound.get(i) - sound.get(i - 1));
    }
    assertThat(widestSound).as("widest gap in the sound of %s", media.file()).isLessThan(0.2);
  }

  /** One frame a second, each at full size. */
  private static void assertLabelled(Media media, int width, int height) throws Exception {
    LabelEye eye = LabelEye.smallest(width, height);
    List<Double> correlations = new ArrayList<>();
    media.frames(
        "fps=1,scale=" + width + ":" + height,
        width,
        height,
        (rgb, number) -> correlations.add(eye.look(rgb)));
    System.out.printf(
        "label in %d frames of %s, weakest correlation %.2f%n",
        correlations.size(),
        media.file(),
        correlations.stream().mapToDouble(r -> r).min().orElse(0));
    assertThat(correlations).hasSizeGreaterThan(4).allMatch(r -> r >= LabelEye.ENOUGH);
  }

  private static void assertAigc(Media media) throws Exception {
    assertThat(media.tags()).contains("AIGC").contains("ContentProducer").contains("ProduceID");
  }

  /** When the plate comes forward, by the pictures' own times. */
  private static List<Double> flashes(Media media) throws Exception {
    List<Double> times = media.frameTimes();
    List<Double> flashes = new ArrayList<>();
    boolean[] open = {true};
    media.frames(
        90,
        160,
        (rgb, number) -> {
          boolean now = FlashCard.greenShare(rgb) > 0.1;
          if (now && !open[0]) {
            flashes.add(times.get(number));
          }
          open[0] = now;
        });
    return flashes;
  }

  private static List<Double> tones(Media media) throws Exception {
    double[] loudness = Signals.loudness(media.samples(), Media.AUDIO_HZ);
    return Signals.onsets(i -> loudness[i], loudness.length, 1_000, TONE_LEVEL, 0.5);
  }

  /**
   * The voice tells where the tape began on the recording's clock; from there the pictures must
   * show the tape's jaw at its time.
   */
  private static void assertMouthFollows(Media media, MotionTape motion, VoiceTape voice)
      throws Exception {
    double[] heard = Signals.loudness(media.samples(), Media.AUDIO_HZ);
    double[] said = Signals.loudness(samples(voice), VoiceTape.RATE_HZ);
    int shiftMs = Signals.find(heard, said);
    double[] opening = MouthEye.openings(media);
    List<Double> times = media.frameTimes();
    double periodS = motion.header().periodUs() / 1e6;
    List<MotionFrame> frames = motion.toList();
    double bestR = -1;
    int bestLag = 0;
    for (int lag = -15; lag <= 15; lag++) {
      double[] wanted = new double[opening.length];
      for (int i = 0; i < opening.length; i++) {
        double tapeS = times.get(i) - shiftMs / 1_000.0 - lag / (double) FPS;
        wanted[i] = jawAt(frames, ((tapeS % periodS) + periodS) % periodS);
      }
      double r = Signals.pearson(opening, wanted);
      if (r > bestR) {
        bestR = r;
        bestLag = lag;
      }
    }
    System.out.printf(
        "mouth follows the jaw with r = %.3f at a lag of %d frames%n", bestR, bestLag);
    assertThat(bestR).as("correlation of mouth and jaw").isGreaterThanOrEqualTo(0.8);
    assertThat(Math.abs(bestLag)).as("lag in frames").isLessThanOrEqualTo(3);
  }

  private static double jawAt(List<MotionFrame> frames, double seconds) {
    long timeUs = frames.getFirst().timeUs() + Math.round(seconds * 1e6);
    double jaw = 0;
    for (MotionFrame frame : frames) {
      if (frame.timeUs() > timeUs) {
        break;
      }
      jaw = frame.shapes().getOr(ArkitShape.JAW_OPEN, 0);
    }
    return jaw;
  }

  private static short[] samples(VoiceTape voice) throws Exception {
    short[] all = new short[(int) voice.samples()];
    int length = 0;
    try (VoiceCursor cursor = voice.open()) {
      short[] piece = new short[4_800];
      for (int count = cursor.read(piece); count > 0; count = cursor.read(piece)) {
        System.arraycopy(piece, 0, all, length, Math.min(count, all.length - length));
        length += count;
      }
    }
    return all;
  }
}
