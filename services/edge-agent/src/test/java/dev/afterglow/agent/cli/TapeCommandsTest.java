package dev.afterglow.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.agent.listen.Packets;
import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.tape.RawTape;
import dev.afterglow.agent.tape.RawTapeWriter;
import dev.afterglow.agent.tape.TapeTrack;
import dev.afterglow.agent.upstream.FakeCapture;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.MotionSource;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recording and playing by the command line. */
class TapeCommandsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String DRIVE = "0197f000-0000-7000-8000-0000000000d3";
  private static final int FRAMES = 30;

  private final Stop stop = new Stop();

  @TempDir Path folder;

  @Test
  void shouldHearSameDatagramsAgainWhenRecordedTapeIsPlayed() throws Exception {
    // Given
    Path tape = folder.resolve("take.tape");
    int port;
    try (DatagramSocket free = new DatagramSocket(0, LOOPBACK)) {
      port = free.getLocalPort();
    }
    CompletableFuture<Integer> recording =
        CompletableFuture.supplyAsync(
            () -> agent("record", tape.toString(), "--source", "livelink:" + port));
    int sent = 0;
    try (DatagramSocket phone = new DatagramSocket()) {
      while (!Files.exists(tape) || Files.size(tape) < FRAMES * 300) {
        byte[] frame = Packets.liveLink(++sent, 0.5f);
        phone.send(new DatagramPacket(frame, frame.length, LOOPBACK, port));
        Thread.sleep(5);
      }
    }
    stop.ask();
    assertThat(recording.get()).isZero();
    List<byte[]> onTape = datagrams(tape);
    assertThat(onTape).hasSizeGreaterThanOrEqualTo(FRAMES);

    // When
    try (DatagramSocket ear = new DatagramSocket(0, LOOPBACK)) {
      CompletableFuture<Integer> playing =
          CompletableFuture.supplyAsync(
              () ->
                  Agent.commandLine(new Stop(), new FakeSoundCard())
                      .execute(
                          "play", tape.toString(), "--udp", "127.0.0.1:" + ear.getLocalPort()));

      // Then
      List<byte[]> heard = hear(ear, onTape.size());
      assertThat(playing.get()).isZero();
      assertThat(heard).hasSameSizeAs(onTape);
      for (int i = 0; i < heard.size(); i++) {
        assertThat(heard.get(i)).isEqualTo(onTape.get(i));
      }
    }
  }

  @Test
  void shouldBringTapeAsTapeWhenItIsPlayedAsDrive() throws Exception {
    // Given
    Path tape = liveLinkTape(FRAMES);
    try (FakeCapture service = new FakeCapture()) {
      // When
      int code = play(tape, service);

      // Then
      assertThat(code).isZero();
      assertThat(service.motion()).hasSize(FRAMES);
      assertThat(service.opens.getFirst().getHeader().getMotionSource())
          .isEqualTo(MotionSource.MOTION_SOURCE_TAPE);
      List<Long> times =
          service.motion().values().stream().map(MotionSample::getDeviceTimeUs).toList();
      assertThat(times.getLast() - times.getFirst()).isEqualTo((FRAMES - 1) * 10_000L);
    }
  }

  @Test
  void shouldPlayGoodPartAndSayWhyWhenTapeIsCutOff() throws Exception {
    // Given
    Path whole = liveLinkTape(FRAMES);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.tape"), Arrays.copyOf(bytes, bytes.length / 2));
    try (FakeCapture service = new FakeCapture()) {
      // When
      int code = play(cut, service);

      // Then
      assertThat(code).isEqualTo(ExitCode.FILE_BROKEN.code());
      assertThat(service.motion().size()).isBetween(5, FRAMES - 1);
    }
  }

  @Test
  void shouldPlayGoodPartAndSayWhyWhenJsonLinesAreDamaged() throws Exception {
    // Given
    Path tape =
        Files.writeString(
            folder.resolve("take.jsonl"),
            """
            {"t_ms":0,"shapes":{"jawOpen":0.1}}
            {"t_ms":10,"shapes":{"jawOpen":0.2}}
            {"t_ms":20,"shapes":{"jawOpen":
            """);
    try (FakeCapture service = new FakeCapture()) {
      // When
      int code = play(tape, service);

      // Then
      assertThat(code).isEqualTo(ExitCode.FILE_BROKEN.code());
      assertThat(service.motion()).hasSize(2);
    }
  }

  @Test
  void shouldSendVmcWhenMotionIsPlayedToPort() throws Exception {
    // Given
    Path tape =
        Files.writeString(
            folder.resolve("take.jsonl"),
            """
            {"t_ms":0,"shapes":{"jawOpen":0.25}}
            {"t_ms":10,"shapes":{"jawOpen":0.5}}
            """);
    try (DatagramSocket ear = new DatagramSocket(0, LOOPBACK)) {
      // When
      int code = agent("play", tape.toString(), "--udp", "127.0.0.1:" + ear.getLocalPort());

      // Then
      assertThat(code).isZero();
      assertThat(hear(ear, 2))
          .hasSize(2)
          .allSatisfy(
              it ->
                  assertThat(new String(it, StandardCharsets.ISO_8859_1))
                      .startsWith("#bundle")
                      .contains("JawOpen"));
    }
  }

  @Test
  void shouldEndWithUsageCodeWhenTapeHasNowhereToGo() {
    assertThat(agent("play", "take.jsonl")).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void shouldEndWithRefusedCodeWhenPairingCodeIsWrong() throws Exception {
    // Given
    try (FakeCapture service = new FakeCapture()) {
      // When
      int code =
          agent(
              "pair",
              "2222-2222",
              "--to",
              "127.0.0.1:" + service.port(),
              "--key",
              folder.resolve("k").toString());

      // Then
      assertThat(code).isEqualTo(ExitCode.REFUSED.code());
      assertThat(service.enrolled()).isNull();
    }
  }

  @Test
  void shouldRefuseKeyWhenOthersMayReadIt() throws Exception {
    // Given
    Path key = folder.resolve("device.key");
    Files.writeString(key, "device_id=x");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    Path token = Files.writeString(folder.resolve("token"), "a-token-of-sixteen-and-more");

    // When
    int code =
        agent(
            "run",
            "--source",
            "vmc:0",
            "--to",
            "127.0.0.1:9",
            "--drive",
            DRIVE,
            "--drive-token-file",
            token.toString(),
            "--key",
            key.toString());

    // Then
    assertThat(code).isEqualTo(ExitCode.FILE_BROKEN.code());
  }

  private int play(Path tape, FakeCapture service) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "a-token-of-sixteen-and-more");
    return agent(
        "play",
        tape.toString(),
        "--to",
        "127.0.0.1:" + service.port(),
        "--drive",
        DRIVE,
        "--drive-token-file",
        token.toString(),
        "--key",
        folder.resolve("no.key").toString());
  }

  private int agent(String... arguments) {
    return Agent.commandLine(stop, new FakeSoundCard()).execute(arguments);
  }

  private Path liveLinkTape(int frames) throws IOException {
    Path tape = folder.resolve("livelink.tape");
    try (RawTapeWriter writer =
        RawTapeWriter.create(tape, List.of(new TapeTrack(SourceKind.LIVE_LINK, 11_111)))) {
      for (int i = 0; i < frames; i++) {
        writer.write(0, i * 10_000L, Packets.liveLink(i, 0.5f));
      }
    }
    return tape;
  }

  private static List<byte[]> datagrams(Path tape) throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (RawTape open = RawTape.open(tape)) {
      for (var record = open.next(); record != null; record = open.next()) {
        all.add(record.copy());
      }
    }
    return all;
  }

  private static List<byte[]> hear(DatagramSocket ear, int count) throws IOException {
    List<byte[]> heard = new ArrayList<>();
    ear.setSoTimeout(5_000);
    try {
      while (heard.size() < count) {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        ear.receive(packet);
        heard.add(Arrays.copyOf(packet.getData(), packet.getLength()));
      }
    } catch (SocketTimeoutException e) {
      return heard;
    }
    return heard;
  }
}
