package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.capture.evidence.EvidenceItem;
import dev.afterglow.capture.evidence.EvidenceLog.Outcome;
import dev.afterglow.capture.evidence.HeldEvidenceLog;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Windows of drives over the wire go into the log, through a real Redis. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@Timeout(60)
class EvidenceGrpcTest extends UnsignedDriveScene {
  private static final String LIST = "afterglow:capture:evidence";
  private static final int WINDOW_FRAMES = 50;
  // Of 40 ms: more than two of the stretches that judges take at once.
  private static final int BEYOND_FRAMES = 15;
  private static final long FRAME_US = 40_000;

  @Inject HeldEvidenceLog log;
  @Inject RedisDataSource redis;

  @AfterEach
  void takeAgain() {
    log.answer = Outcome.KEPT;
  }

  @Test
  void shouldWaitInRedisAndThenStandInTheLogWhenTheRegistryWasAway() throws Exception {
    // Given
    await(() -> waiting() == 0);
    log.answer = Outcome.LATER;
    CreateDriveResponse created = create();

    // When
    drive(created, 3);
    int keptMeanwhile = of(created).size();
    log.answer = Outcome.KEPT;
    await(() -> waiting() == 0);

    // Then
    assertThat(keptMeanwhile).isZero();
    assertThat(of(created))
        .hasSize(3)
        .allSatisfy(
            it -> {
              assertThat(it.broadcastId()).isEqualTo(created.getDrive().getBroadcastId());
              assertThat(it.driverSubjectId()).isEqualTo(created.getDrive().getDriverSubjectId());
            });
    assertThat(of(created).stream().map(EvidenceItem::requestId)).doesNotHaveDuplicates();
  }

  private List<EvidenceItem> of(CreateDriveResponse created) {
    return log.kept.stream()
        .filter(
            it ->
                new String(it.window(), StandardCharsets.ISO_8859_1)
                    .contains(created.getDrive().getDriveId()))
        .toList();
  }

  private long waiting() {
    return redis.list(byte[].class).llen(LIST);
  }

  /** Window by window: whoever sends more at once than the judges can take loses some. */
  private void drive(CreateDriveResponse created, int windows) throws InterruptedException {
    HandDevice device = new HandDevice(channel);
    device.open(created.getDrive().getDriveId(), created.getDriveToken(), "jawOpen");
    long startUs = HandDevice.nowUs() - (windows + 1L) * WINDOW_FRAMES * FRAME_US;
    int frame = 0;
    for (int window = 1; window <= windows; window++) {
      // A window is over when a frame of the next has come to a judge, who takes a quarter second.
      for (; frame <= window * WINDOW_FRAMES + BEYOND_FRAMES; frame++) {
        device.motion(frame + 1, startUs + frame * FRAME_US, 1, (float) (frame % 10) / 10);
      }
      int wanted = window;
      await(() -> waiting() >= wanted);
    }
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    while (!wanted.getAsBoolean()) {
      Thread.sleep(20);
    }
  }
}
