package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.registry.v1.AppendEvidenceRequest;
import dev.afterglow.api.registry.v1.GetCheckpointRequest;
import dev.afterglow.api.registry.v1.GetCheckpointResponse;
import dev.afterglow.api.registry.v1.GetOpeningRequest;
import dev.afterglow.api.registry.v1.GetOpeningResponse;
import dev.afterglow.api.registry.v1.LogServiceGrpc;
import dev.afterglow.api.registry.v1.LogServiceGrpc.LogServiceBlockingStub;
import dev.afterglow.standalone.fleet.Fleet;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant 8 for the log: the registry is killed with {@code kill -9} at random moments while
 * windows come in. {@code -Dlog.kills=30} kills it that often, {@code -Dseed=} repeats the moments.
 */
class LogKillTest {
  private static final int KILLS = Integer.getInteger("log.kills", 3);
  private static final long SEED = Long.getLong("seed", 20_261_123L);
  private static final int APPENDERS = 8;
  private static final int REPEATED = 200;

  /** The fleet gives a service up that ends more often; a new one goes on with the data. */
  private static final int KILLS_A_RUN = 5;

  @TempDir static Path folder;

  @RegisterExtension
  static final LogsOfFailures LOGS = new LogsOfFailures(() -> folder.resolve("data"));

  private final Random random = new Random(SEED);
  private final List<String> published = new ArrayList<>();
  private final List<LogAppender.Kept> kept = new ArrayList<>();

  @Test
  void shouldKeepOnceWhatWasAcknowledgedWhenTheRegistryIsKilled() throws Exception {
    // Given
    Logger.getLogger("").setLevel(Level.SEVERE);
    Checkout.program("unshare");
    for (int left = KILLS; left > KILLS_A_RUN; left -= KILLS_A_RUN) {
      try (Standalone run = start()) {
        appendThrough(run.fleet(), KILLS_A_RUN);
      }
    }

    try (Standalone run = start()) {
      // When
      appendThrough(run.fleet(), 1 + (KILLS - 1) % KILLS_A_RUN);

      // Then
      LogServiceBlockingStub log = stub(run.fleet());
      GetCheckpointResponse head = awaitHead(log);
      System.out.printf(
          "killed %d times, seed %d: %d windows acknowledged, %d heads kept, tree of %d%n",
          KILLS, SEED, kept.size(), published.size(), head.getTreeSize());
      assertThat(kept).as("windows acknowledged").hasSizeGreaterThan(20 * KILLS);
      assertThat(published).as("heads kept from before").hasSizeGreaterThan(KILLS);
      assertWhole(head);
      assertEachOnce(log, head);
    }
  }

  private Standalone start() {
    return Standalone.start(
        new Standalone.Plan(
            Checkout.installation(),
            folder.resolve("data"),
            Checkout.runtimeFolder(),
            0,
            Map.of(),
            EnumSet.of(Service.AVATAR_REGISTRY)),
        (service, event) -> System.out.println(service.moduleName() + " " + event));
  }

  private static LogServiceBlockingStub stub(Fleet fleet) {
    return LogServiceGrpc.newBlockingStub(fleet.channel(Service.AVATAR_REGISTRY));
  }

  /** Windows come in from several sides the whole time, and heads are kept. */
  private void appendThrough(Fleet fleet, int kills) throws Exception {
    List<LogAppender> appenders = new ArrayList<>();
    for (int i = 0; i < APPENDERS; i++) {
      appenders.add(LogAppender.start(fleet.channel(Service.AVATAR_REGISTRY), random.nextLong()));
    }
    for (int i = 0; i < kills; i++) {
      int restarts = fleet.restarts(Service.AVATAR_REGISTRY);
      keepHeads(fleet, 500 + random.nextInt(2_000));
      fleet.child(Service.AVATAR_REGISTRY).kill();
      awaitServing(fleet, restarts);
    }
    keepHeads(fleet, 1_000);
    for (LogAppender appender : appenders) {
      kept.addAll(appender.finish());
    }
  }

  private void keepHeads(Fleet fleet, long ms) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    do {
      try {
        GetCheckpointResponse head =
            stub(fleet).getCheckpoint(GetCheckpointRequest.getDefaultInstance());
        if (head.getTreeSize() > 0 && !published.contains(head.getNote())) {
          published.add(head.getNote());
        }
      } catch (StatusRuntimeException notNow) {
        assertThat(LogAppender.isTrouble(notNow)).as("%s", notNow).isTrue();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    } while (System.nanoTime() < until);
  }

  private static void awaitServing(Fleet fleet, int before) throws InterruptedException {
    long begun = System.nanoTime();
    while (fleet.restarts(Service.AVATAR_REGISTRY) == before
        || !fleet.isServing(Service.AVATAR_REGISTRY)) {
      assertThat(System.nanoTime() - begun).as("ns away").isLessThan(90_000_000_000L);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** A head that covers every place that was told. */
  private GetCheckpointResponse awaitHead(LogServiceBlockingStub log) throws InterruptedException {
    long last = kept.stream().mapToLong(LogAppender.Kept::index).max().orElseThrow();
    long begun = System.nanoTime();
    while (true) {
      GetCheckpointResponse head = log.getCheckpoint(GetCheckpointRequest.getDefaultInstance());
      if (head.getTreeSize() > last) {
        return head;
      }
      assertThat(System.nanoTime() - begun).as("ns to a head").isLessThan(60_000_000_000L);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** The auditor, a process of its own, believes the files and the key alone. */
  private void assertWhole(GetCheckpointResponse head) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Checkout.installation()
                    .root()
                    .resolve("services/avatar-registry/target/classes")
                    .toString(),
                "dev.afterglow.registry.transparency.audit.AuditMain",
                folder.resolve("data/log").toString(),
                "--key",
                head.getVerifierKey()));
    for (int i = 0; i < published.size(); i++) {
      Path file = Files.writeString(folder.resolve("head-" + i), published.get(i));
      command.addAll(List.of("--since", file.toString()));
    }
    Process audit = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(audit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(audit.waitFor()).as(told).isZero();
    assertThat(told).endsWith("whole\n").contains("evidence.window");
  }

  /** The tree holds each window that was acknowledged, where it was told, and no window twice. */
  private void assertEachOnce(LogServiceBlockingStub log, GetCheckpointResponse head)
      throws Exception {
    List<String> commitments = LogTiles.commitments(folder.resolve("data/log"));
    assertThat(commitments).hasSize(Math.toIntExact(head.getTreeSize()));
    Set<Long> places = new HashSet<>();
    for (LogAppender.Kept one : kept) {
      GetOpeningResponse opening =
          log.getOpening(GetOpeningRequest.newBuilder().setIndex(one.index()).build());
      assertThat(opening.getRecord()).as("record at %d", one.index()).isEqualTo(one.window());
      assertThat(commitments.get(Math.toIntExact(one.index())))
          .isEqualTo(
              LogTiles.commitment(
                  opening.getSalt().toByteArray(), opening.getRecord().toByteArray()));
      assertThat(places.add(one.index())).as("place %d told once", one.index()).isTrue();
    }
    assertThat(head.getTreeSize())
        .as("every request was acknowledged in the end, and has one entry")
        .isEqualTo(kept.size());
    for (int i = 0; i < Math.min(REPEATED, kept.size()); i++) {
      LogAppender.Kept one = kept.get(random.nextInt(kept.size()));
      AppendEvidenceRequest again = one.request();
      assertThat(log.appendEvidence(again).getIndex()).isEqualTo(one.index());
    }
  }
}
