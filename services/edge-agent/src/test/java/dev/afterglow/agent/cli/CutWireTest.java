package dev.afterglow.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.agent.listen.Packets;
import dev.afterglow.agent.upstream.FakeCapture;
import dev.afterglow.agent.upstream.TcpGate;
import dev.afterglow.commandline.SpanConverter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The agent as a presenter runs it: paired, hearing a phone over UDP, bringing a signed drive over
 * real gRPC, while the wire is cut for half a minute; {@code -Dagent.cut=7s} is a shorter look.
 */
class CutWireTest {
  private static final String DRIVE = "0197f000-0000-7000-8000-0000000000d2";
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir Path folder;

  @Test
  void shouldBringWholeSignedDriveWhenWireIsCut() throws Exception {
    // Given
    Duration cut = new SpanConverter().convert(System.getProperty("agent.cut", "30s"));
    Path key = folder.resolve("home/device.key");
    Path token = Files.writeString(folder.resolve("token"), "a-token-of-sixteen-and-more");
    AtomicInteger sent = new AtomicInteger();
    int port = freePort();
    Stop stop = new Stop();
    try (FakeCapture service = new FakeCapture();
        TcpGate gate = new TcpGate(service.port());
        Phone phone = new Phone(port, sent)) {
      String to = "127.0.0.1:" + gate.port();
      assertThat(agent(stop).execute("pair", "7kq2-m9xd", "--to", to, "--key", key.toString()))
          .isZero();
      CompletableFuture<Integer> exit =
          CompletableFuture.supplyAsync(
              () ->
                  agent(stop)
                      .execute(
                          "run",
                          "--plain",
                          "--source",
                          "livelink:" + port,
                          "--to",
                          to,
                          "--drive",
                          DRIVE,
                          "--drive-token-file",
                          token.toString(),
                          "--key",
                          key.toString()));
      await("a drive", () -> service.motion().size() > 60);

      // When
      gate.cut();
      int before = service.motion().size();
      Thread.sleep(cut.toMillis());
      int during = service.motion().size() - before;
      gate.mend();
      await("the drive again", () -> service.motion().size() > before + cut.toSeconds() * 40);
      phone.hush();
      Thread.sleep(500);
      stop.ask();

      // Then
      assertThat(exit.get()).isZero();
      assertThat(during).as("frames that passed the cut wire").isLessThan(60);
      assertThat(service.faults).as("faults of the chain and gaps of the drive").isEmpty();
      assertThat(service.opens.size()).isGreaterThanOrEqualTo(2);
      assertThat(service.motion().firstKey()).isEqualTo(1);
      assertThat(service.motion().size()).isLessThanOrEqualTo(sent.get());
      assertThat((long) service.motion().size()).isEqualTo(service.motion().lastKey());
    } finally {
      stop.ask();
    }
  }

  private static CommandLine agent(Stop stop) {
    return Agent.commandLine(stop, new FakeSoundCard());
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

  /** Sends Live Link frames, sixty a second. */
  private static final class Phone implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket();
    private final Thread thread;
    private volatile boolean hushed;

    Phone(int port, AtomicInteger sent) throws Exception {
      thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (!hushed) {
                        byte[] frame = Packets.liveLink(sent.incrementAndGet(), 0.5f);
                        socket.send(new DatagramPacket(frame, frame.length, LOOPBACK, port));
                        Thread.sleep(16);
                      }
                    } catch (Exception e) {
                      hushed = true;
                    }
                  });
    }

    void hush() throws InterruptedException {
      hushed = true;
      thread.join();
    }

    @Override
    public void close() {
      hushed = true;
      socket.close();
    }
  }
}
