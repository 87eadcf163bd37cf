package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.output.OutletStatus.State;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pushes over TLS: a stream key goes only to a server that shows whose it is. */
@Timeout(120)
class RtmpsTest {
  private static final PushPace SHORT = new PushPace(3_000, 1_500, 300, 100, 1_500, 3);

  @TempDir private Path folder;

  private final List<Outlet> outlets = new CopyOnWriteArrayList<>();
  private final SmallStream stream =
      new SmallStream(packet -> outlets.forEach(outlet -> outlet.take(packet)));
  private final StreamTime time = StreamTime.fromFirstKey();

  @AfterEach
  void close() throws Exception {
    outlets.forEach(Outlet::close);
    stream.close();
  }

  @Test
  void shouldSendWhenTheCertificateIsTrustedAndOfThatName() throws Exception {
    // Given
    int port = TcpGate.freePort();
    try (MediaListener server = rtmpServer(port);
        TlsGate gate = new TlsGate(folder, "localhost", port)) {
      // When
      Outlet outlet = push(gate, gate.certificate());

      // Then
      await(outlet, () -> server.pictureTimesMs().size() > 10);
      assertThat(outlet.status().state()).isEqualTo(State.SENDING);
      assertThat(server.label()).isEqualTo(SmallStream.AIGC.json());
      outlet.close();
    }
  }

  @Test
  void shouldRefuseAndSendNothingWhenTheCertificateIsOfAnotherName() throws Exception {
    // Given
    int port = TcpGate.freePort();
    try (MediaListener server = rtmpServer(port);
        TlsGate gate = new TlsGate(folder, "elsewhere.example", port)) {
      // When
      Outlet outlet = push(gate, gate.certificate());

      // Then
      await(outlet, () -> outlet.status().state() == State.REFUSED);
      assertThat(outlet.status().lastFault()).contains("certificate").doesNotContain("key-of-a");
      assertThat(server.pictureTimesMs()).isEmpty();
    }
  }

  @Test
  void shouldRefuseAndSendNothingWhenNobodyVouchesForTheCertificate() throws Exception {
    // Given: what a broadcast uses, which trusts as Java does
    int port = TcpGate.freePort();
    Pushes pushes = new Pushes(time, stream.tracks, SmallStream.AIGC, InstantSource.system());
    try (MediaListener server = rtmpServer(port);
        TlsGate gate = new TlsGate(folder, "localhost", port)) {
      // When
      Outlet outlet = pushes.rtmp("test", url(gate), false);
      outlets.add(outlet);

      // Then
      await(outlet, () -> outlet.status().state() == State.REFUSED);
      assertThat(outlet.status().lastFault()).contains("certificate");
      assertThat(server.pictureTimesMs()).isEmpty();
    }
  }

  private static MediaListener rtmpServer(int port) {
    return new MediaListener(
        "rtmp://127.0.0.1:" + port + "/live/key-of-a-shop", Map.of("listen", "1"));
  }

  private static String url(TlsGate gate) {
    return "rtmps://localhost:" + gate.port() + "/live/key-of-a-shop";
  }

  private Outlet push(TlsGate gate, X509Certificate trusted) throws Exception {
    PushTarget target =
        new PushTarget(
            "flv",
            url(gate),
            Map.of(),
            TlsTrust.written(trusted).options(),
            Map.of(AigcLabel.KEY, SmallStream.AIGC.json()),
            false);
    Outlet outlet =
        new PushOutlet(
            "test",
            target.dial(stream.tracks, time),
            target.acknowledged(),
            SHORT,
            System::nanoTime,
            new SplittableRandom(3));
    outlets.add(outlet);
    return outlet;
  }

  private static void await(Outlet outlet, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).as("%s", outlet.status()).isTrue();
  }
}
