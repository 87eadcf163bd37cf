package dev.afterglow.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.afterglow.agent.listen.Packets;
import dev.afterglow.agent.upstream.FakeCapture;
import dev.afterglow.api.capture.v1.Challenge;
import dev.afterglow.api.capture.v1.ChallengeAnswer;
import dev.afterglow.api.capture.v1.ChallengeKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver is asked for in the middle of a drive. */
class ChallengeCommandTest {
  private static final String CHALLENGE = "0197f000-0000-7000-8000-0000000000c2";
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir Path folder;

  private final Stop stop = new Stop();

  @Test
  void shouldRingShowItAndTellWhenThatWasWhenTheServiceAsks() throws Exception {
    // Given
    Path token = Files.writeString(folder.resolve("token"), "a-token-of-sixteen-and-more");
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(screen, true, StandardCharsets.UTF_8));
    try (FakeCapture service = new FakeCapture();
        DatagramSocket phone = new DatagramSocket(0, LOOPBACK)) {
      int port = freePort();
      CompletableFuture<Integer> exit = run(service, token, port);
      await("a drive", () -> sent(phone, port) && !service.motion().isEmpty());
      long askedUs = System.nanoTime() / 1_000;

      // When
      service.ask(
          Challenge.newBuilder()
              .setChallengeId(CHALLENGE)
              .setKind(ChallengeKind.CHALLENGE_KIND_HEAD_POSE)
              .addParts("left")
              .setAnswerWithin(Duration.newBuilder().setSeconds(1))
              .build());
      await("the answer", () -> sent(phone, port) && !service.answers.isEmpty());
      long answeredUs = System.nanoTime() / 1_000;
      Thread.sleep(1_300);
      stop.ask();

      // Then
      assertThat(exit.get()).isZero();
      String shown = screen.toString(StandardCharsets.UTF_8);
      assertThat(shown)
          .contains("\u0007")
          .containsOnlyOnce("PLEASE NOW: turn your head to your left");
      assertThat(service.answers).hasSize(1);
      ChallengeAnswer answer = service.answers.getFirst();
      assertThat(answer.getChallengeId()).isEqualTo(CHALLENGE);
      assertThat(answer.getShownDeviceTimeUs()).isBetween(askedUs, answeredUs);
    } finally {
      System.setOut(before);
      stop.ask();
    }
  }

  private CompletableFuture<Integer> run(FakeCapture service, Path token, int port) {
    return CompletableFuture.supplyAsync(
        () ->
            Agent.commandLine(stop, new FakeSoundCard())
                .execute(
                    "run",
                    "--plain",
                    "--unsigned",
                    "--source",
                    "livelink:" + port,
                    "--to",
                    "127.0.0.1:" + service.port(),
                    "--drive",
                    "0197f000-0000-7000-8000-0000000000d4",
                    "--drive-token-file",
                    token.toString()));
  }

  private static boolean sent(DatagramSocket phone, int port) {
    try {
      byte[] frame = Packets.liveLink(1, 0.5f);
      phone.send(new DatagramPacket(frame, frame.length, LOOPBACK, port));
      return true;
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static void await(String what, BooleanSupplier come) throws InterruptedException {
    for (int i = 0; i < 6_000 && !come.getAsBoolean(); i++) {
      Thread.sleep(5);
    }
    assertThat(come.getAsBoolean()).as(what).isTrue();
  }
}
