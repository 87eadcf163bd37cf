package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterglow.api.render.v1.DestinationStatus;
import dev.afterglow.api.studio.v1.Broadcast;
import dev.afterglow.api.studio.v1.BroadcastState;
import dev.afterglow.house.Person;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.live.DrivenRoom;
import dev.afterglow.standalone.live.HouseRoom;
import dev.afterglow.standalone.live.StopRequest;
import dev.afterglow.standalone.room.RoomPlan;
import dev.afterglow.tape.player.PlayerOptions;
import dev.afterglow.viewer.WhipViewer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker that dies on air: another one takes the broadcast over, and the platforms see one break
 * in one stream. {@code -Dafterglow.failover.kills=20} kills more often than the usual three times.
 */
class FailoverTest {
  private static final int KILLS = Integer.getInteger("afterglow.failover.kills", 3);
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  /** On a machine that has nothing else to do; what was reached is printed. */
  private static final double GOAL_S = 3;

  private static final long LIMIT_MS = 30_000;

  @TempDir static Path folder;

  @RegisterExtension
  static final LogsOfFailures LOGS = new LogsOfFailures(() -> folder.resolve("data"));

  private static Standalone standalone;
  private static List<WorkerProcess> workers;

  @BeforeAll
  static void startEverything() throws Exception {
    Checkout.program("ffmpeg");
    Logger.getLogger("").setLevel(Level.SEVERE);
    standalone =
        Standalone.start(
            new Standalone.Plan(
                Checkout.installation(),
                folder.resolve("data"),
                Checkout.runtimeFolder(),
                0,
                Map.of(),
                EnumSet.complementOf(EnumSet.of(Service.RENDER_WORKER))),
            (service, event) -> System.out.println(service.moduleName() + " " + event));
    Files.createDirectories(folder.resolve("data/logs"));
    workers = List.of(new WorkerProcess(standalone, "one"), new WorkerProcess(standalone, "two"));
    for (WorkerProcess worker : workers) {
      worker.awaitServing();
    }
  }

  @AfterAll
  static void stopEverything() throws Exception {
    if (workers != null) {
      for (WorkerProcess worker : workers) {
        worker.close();
      }
    }
    if (standalone != null) {
      standalone.close();
    }
  }

  @Test
  void shouldBeOnAirAgainInTheSameTimeWhenTheWorkerIsKilled() throws Exception {
    // Given
    System.out.println("seed " + SEED + ", " + KILLS + " kills");
    SplittableRandom random = new SplittableRandom(SEED);
    int srtPort = freePort();
    try (NginxRtmp nginx = NginxRtmp.start(Files.createDirectories(folder.resolve("nginx")));
        StreamEye srt = srtListener(srtPort);
        WhipViewer whip = browser();
        DrivenRoom room =
            rehearse(
                nginx.url("room"), "srt://127.0.0.1:" + srtPort + "?latency=120000", whip.url())) {
      room.goLive();
      awaitRecordings(nginx, 1);
      await("a picture in the browser", () -> whip.firstPictures().size() == 1);
      try (StreamEye rtmp = new StreamEye("-i", nginx.url("room"))) {
        List<Double> rtmpS = new ArrayList<>();
        List<Double> srtS = new ArrayList<>();
        List<Double> whipS = new ArrayList<>();
        Thread.sleep(5_000);
        for (int kill = 0; kill < KILLS; kill++) {
          // When
          WorkerProcess victim = holder(room);
          long killed = System.nanoTime();
          victim.kill();
          rtmpS.add(secondsTo(rtmp, killed, false));
          srtS.add(secondsTo(srt, killed, true));
          int session = kill + 2;
          await("a picture of a new session", () -> whip.firstPictures().size() == session);
          whipS.add((whip.firstPictures().getLast() - killed) / 1e9);

          // Then
          Broadcast now = room.control().now();
          assertThat(now.getState())
              .isIn(BroadcastState.BROADCAST_STATE_LIVE, BroadcastState.BROADCAST_STATE_SLATE);
          assertThat(nginx.recordings()).as("one new connection a kill").hasSize(kill + 2);
          assertThat(whip.requests())
              .as("one new session a kill")
              .hasSize(kill + 2)
              .containsOnly("POST /whip");
          System.out.printf(
              "kill %d of %s: on air after %.2f s (RTMP), %.2f s (SRT), %.2f s (WHIP), now on %s%n",
              kill + 1,
              victim.id(),
              rtmpS.getLast(),
              srtS.getLast(),
              whipS.getLast(),
              now.getWorkerId());
          victim.restart();
          victim.awaitServing();
          Thread.sleep(2_000 + random.nextInt(4_000));
        }
        for (DestinationStatus destination :
            room.control().now().getRenderStatus().getDestinationsList()) {
          assertThat(destination.getReconnects()).as(destination.getName()).isZero();
        }
        assertOneTime("RTMP", rtmp.seen());
        assertOneTime("SRT", srt.seen());
        report("RTMP", rtmpS);
        report("SRT", srtS);
        report("WHIP", whipS);
      }
      room.control().end();
    }
  }

  private static WhipViewer browser() throws IOException {
    Optional<Path> chromium = WhipViewer.chromium();
    assumeTrue(chromium.isPresent(), "skipped: no Chromium (Debian: apt-get install chromium)");
    return new WhipViewer(chromium.get(), folder.resolve("browser"));
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < LIMIT_MS / 20 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }

  private static StreamEye srtListener(int port) throws IOException {
    return new StreamEye(
        "-analyzeduration",
        "0",
        "-probesize",
        "65536",
        "-f",
        "mpegts",
        "-i",
        "srt://127.0.0.1:" + port + "?mode=listener&latency=120000&timeout=500000");
  }

  private static DrivenRoom rehearse(String... urls) {
    PlayerOptions drive =
        PlayerOptions.of(HouseRoom.motion())
            .withVoice(HouseRoom.voice(standalone.folder().root()))
            .withLoop(true);
    return DrivenRoom.rehearse(
        standalone.fleet(),
        standalone.folder().root(),
        new RoomPlan(HouseRoom.avatar(Person.LIN), 360, 640, 30, List.of(urls), "Failover"),
        drive,
        new StopRequest(),
        Clock.systemUTC());
  }

  private static WorkerProcess holder(DrivenRoom room) {
    String id = room.control().now().getWorkerId();
    return workers.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  private static void awaitRecordings(NginxRtmp nginx, int count) throws Exception {
    for (int i = 0; i < 300 && nginx.recordings().size() < count; i++) {
      Thread.sleep(100);
    }
    assertThat(nginx.recordings()).hasSize(count);
  }

  private static double secondsTo(StreamEye eye, long killed, boolean newViewer)
      throws InterruptedException {
    return (eye.awaitAfter(killed, newViewer, LIMIT_MS).cameNanos() - killed) / 1e9;
  }

  /** Time never goes back, and a break in it is as long as the break in what came. */
  private static void assertOneTime(String what, List<StreamEye.Seen> seen) {
    double worstMs = 0;
    for (int i = 1; i < seen.size(); i++) {
      StreamEye.Seen before = seen.get(i - 1);
      StreamEye.Seen now = seen.get(i);
      assertThat(now.timeMs()).as("%s picture %d", what, i).isGreaterThan(before.timeMs());
      double pauseMs = (now.cameNanos() - before.cameNanos()) / 1e6;
      boolean flushed = now.viewer() == before.viewer() && what.equals("SRT");
      if (pauseMs > 250 && !flushed) {
        worstMs = Math.max(worstMs, Math.abs(now.timeMs() - before.timeMs() - pauseMs));
      }
    }
    System.out.printf("%s: %d pictures, worst step off by %.0f ms%n", what, seen.size(), worstMs);
    assertThat(worstMs).as("%s: time against the clock over a break", what).isLessThan(1_500);
  }

  private static void report(String what, List<Double> seconds) {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    System.out.printf(
        "%s on air again after %d kills: median %.2f s, worst %.2f s (goal %.0f s)%n",
        what, sorted.size(), sorted.get(sorted.size() / 2), sorted.getLast(), GOAL_S);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
