package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.output.OutletStatus.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pushes to real sockets: good ones, dead ones and such as hang. */
@Timeout(120)
class PushOutletTest {
  /** A tenth of the usual patience, so that the tests are short. */
  private static final PushPace SHORT = new PushPace(1_500, 700, 300, 100, 1_500, 3);

  private final List<Outlet> outlets = new CopyOnWriteArrayList<>();
  private final SmallStream stream =
      new SmallStream(packet -> outlets.forEach(outlet -> outlet.take(packet)));
  private final StreamTime time = StreamTime.fromFirstKey();

  @AfterEach
  void close() throws Exception {
    outlets.forEach(Outlet::close);
    stream.close();
  }

  private Outlet rtmp(int port, boolean acknowledged) {
    return push("flv", "rtmp://127.0.0.1:" + port + "/live/key", acknowledged);
  }

  private Outlet push(String format, String url, boolean acknowledged) {
    return push(format, url, acknowledged, SHORT);
  }

  private Outlet push(String format, String url, boolean acknowledged, PushPace pace) {
    Map<String, String> connection =
        format.equals("flv") ? Map.of("send_buffer_size", "32768") : Map.of("pkt_size", "1316");
    PushTarget target =
        new PushTarget(
            format,
            url,
            Map.of(),
            connection,
            Map.of(AigcLabel.KEY, SmallStream.AIGC.json()),
            acknowledged);
    Outlet outlet =
        new PushOutlet(
            "test",
            target.dial(stream.tracks, time),
            target.acknowledged(),
            pace,
            System::nanoTime,
            new SplittableRandom(3));
    outlets.add(outlet);
    return outlet;
  }

  private static MediaListener rtmpServer(int port) {
    return new MediaListener("rtmp://127.0.0.1:" + port + "/live/key", Map.of("listen", "1"));
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }

  @Test
  void shouldRefuseAndSayWhyWhenThePortIsClosed() throws Exception {
    // When
    Outlet outlet = rtmp(TcpGate.freePort(), false);

    // Then
    await("refused", () -> outlet.status().state() == State.REFUSED);
    assertThat(outlet.status().lastFault()).contains("nothing listens");
    assertThat(outlet.status().bytes()).isZero();
  }

  @Test
  void shouldKeepTryingWhenThePortIsClosedAndItWasAcknowledgedBefore() throws Exception {
    // Given
    int port = TcpGate.freePort();
    Outlet outlet = rtmp(port, true);
    await("backing off", () -> outlet.status().state() == State.BACKING_OFF);
    Thread.sleep(1_500);

    // When
    try (MediaListener server = rtmpServer(port)) {
      // Then
      await("sending", () -> outlet.status().state() == State.SENDING);
      await("pictures", () -> server.pictureTimesMs().size() > 10);
      assertThat(server.label()).isEqualTo(SmallStream.AIGC.json());
      outlet.close();
    }
  }

  @Test
  void shouldRefuseWhenTheServerTakesTheConnectionAndNeverReads() throws Exception {
    // Given
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      // When
      Outlet outlet = rtmp(deaf.getLocalPort(), false);

      // Then
      await("refused", () -> outlet.status().state() == State.REFUSED);
      assertThat(outlet.status().lastFault()).contains("no answer in time");
    }
  }

  @Test
  void shouldTearDownAndComeBackWhenTheServerStopsReading() throws Exception {
    // Given
    int port = TcpGate.freePort();
    try (MediaListener server = rtmpServer(port);
        TcpGate gate = new TcpGate(port)) {
      Outlet outlet = rtmp(gate.port(), true);
      await("pictures", () -> server.pictureTimesMs().size() > 10);

      // When
      gate.stop(true);
      await("wedged", () -> outlet.status().trouble().wedges() > 0);
      gate.reset();
      gate.stop(false);
      int before = server.pictureTimesMs().size();

      // Then
      await("pictures again", () -> server.pictureTimesMs().size() > before + 10);
      assertThat(outlet.status().reconnects()).isPositive();
      outlet.close();
    }
  }

  @Test
  void shouldReconnectEachTimeAndTellOneTimeWhenTheServerResets() throws Exception {
    // Given
    int port = TcpGate.freePort();
    try (MediaListener server = rtmpServer(port);
        TcpGate gate = new TcpGate(port)) {
      Outlet outlet = rtmp(gate.port(), true);

      // When
      for (int i = 0; i < 4; i++) {
        int before = server.pictureTimesMs().size();
        await("pictures", () -> server.pictureTimesMs().size() > before + 10);
        gate.reset();
      }
      int before = server.pictureTimesMs().size();
      await("pictures at the end", () -> server.pictureTimesMs().size() > before + 10);

      // Then
      assertThat(outlet.status().reconnects()).isGreaterThanOrEqualTo(4);
      assertThat(server.pictureTimesMs()).as("time never goes back").isSorted();
      outlet.close();
    }
  }

  @Test
  void shouldComeBackEachTimeWhenTheServerResetsEveryFiveSeconds() throws Exception {
    // Given: the patience of a broadcast, a server behind a gate, and another that nobody resets
    int port = TcpGate.freePort();
    int other = TcpGate.freePort();
    try (MediaListener server = rtmpServer(port);
        MediaListener calm = rtmpServer(other);
        TcpGate gate = new TcpGate(port)) {
      String flaky = "rtmp://127.0.0.1:" + gate.port() + "/live/key";
      Outlet reset = push("flv", flaky, false, PushPace.USUAL);
      Outlet good = push("flv", "rtmp://127.0.0.1:" + other + "/live/key", false, PushPace.USUAL);
      List<Integer> pictures = new ArrayList<>();
      await("pictures", () -> server.pictureTimesMs().size() > 10);

      // When
      for (int i = 0; i < 4; i++) {
        Thread.sleep(5_000);
        pictures.add(server.pictureTimesMs().size());
        gate.reset();
      }
      int before = server.pictureTimesMs().size();
      await("pictures at the end", () -> server.pictureTimesMs().size() > before + 10);

      // Then: five seconds are long enough to count as wanted, so it waits for the first step only
      System.out.println("pictures at each reset: " + pictures);
      for (int i = 1; i < pictures.size(); i++) {
        assertThat(pictures.get(i))
            .as("between reset %d and the next", i)
            .isGreaterThan(pictures.get(i - 1) + 10);
      }
      assertThat(reset.status().trouble().acknowledged()).isTrue();
      assertThat(reset.status().state()).isEqualTo(State.SENDING);
      assertThat(reset.status().reconnects()).isGreaterThanOrEqualTo(4);
      assertThat(server.pictureTimesMs()).as("time never goes back").isSorted();
      assertThat(good.status().reconnects()).isZero();
      assertThat(good.status().trouble().shedPackets()).isZero();
      reset.close();
      good.close();
    }
  }

  @Test
  void shouldRefuseSrtAndSayWhyWhenNobodyListens() throws Exception {
    // When
    Outlet outlet =
        push("mpegts", "srt://127.0.0.1:" + TcpGate.freePort() + "?latency=120000", false);

    // Then
    await("refused", () -> outlet.status().state() == State.REFUSED);
    assertThat(outlet.status().lastFault()).isNotEmpty();
    assertThat(outlet.status().bytes()).isZero();
  }

  @Test
  void shouldTouchNoOtherWhenOneHangs() throws Exception {
    // Given
    int port = TcpGate.freePort();
    try (MediaListener server = rtmpServer(port);
        ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Outlet good = rtmp(port, true);
      await("pictures", () -> server.pictureTimesMs().size() > 10);
      int before = server.pictureTimesMs().size();

      // When
      Outlet hanging = rtmp(deaf.getLocalPort(), true);
      Outlet dead = rtmp(TcpGate.freePort(), true);
      await("more pictures", () -> server.pictureTimesMs().size() > before + 90);

      // Then
      List<Long> times = server.pictureTimesMs();
      for (int i = 1; i < times.size(); i++) {
        assertThat(times.get(i) - times.get(i - 1)).as("step %d", i).isLessThanOrEqualTo(35);
      }
      assertThat(good.status().reconnects()).isZero();
      assertThat(good.status().trouble().shedPackets()).isZero();
      assertThat(hanging.status().bytes()).isZero();
      assertThat(dead.status().bytes()).isZero();
      good.close();
    }
  }

  @Test
  void shouldEndWithinItsPatienceWhenTheServerHangs() throws IOException {
    // Given
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Outlet outlet = rtmp(deaf.getLocalPort(), true);

      // When
      outlet.close();

      // Then
      assertThat(outlet.status().state()).isEqualTo(State.CLOSED);
    }
  }

  @Test
  void shouldSendOverSrtAndComeBackWhenTheListenerDoes() throws Exception {
    // Given
    int port = TcpGate.freePort();
    Map<String, String> listening = Map.of("mode", "listener", "latency", "120000");
    Outlet outlet = push("mpegts", "srt://127.0.0.1:" + port + "?latency=120000", true);
    try (MediaListener server = new MediaListener("srt://127.0.0.1:" + port, listening)) {
      await("pictures", () -> server.pictureTimesMs().size() > 10);
      assertThat(server.pictureTimesMs()).isSorted();
    }

    // When
    try (MediaListener server = new MediaListener("srt://127.0.0.1:" + port, listening)) {
      // Then
      await("pictures again", () -> server.pictureTimesMs().size() > 10);
      assertThat(outlet.status().reconnects()).isPositive();
      assertThat(server.pictureTimesMs().getFirst()).as("time goes on").isGreaterThan(0);
      outlet.close();
    }
  }
}
