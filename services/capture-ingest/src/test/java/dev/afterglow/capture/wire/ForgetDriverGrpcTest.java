package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.ForgetDriverRequest;
import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.Liveness;
import dev.afterglow.capture.liveness.LivenessThresholds;
import dev.afterglow.capture.liveness.fingerprint.Driven;
import dev.afterglow.capture.liveness.fingerprint.Fingerprints;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the registry calls when a person is erased. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class ForgetDriverGrpcTest extends UnsignedDriveScene {
  @Inject Fingerprints fingerprints;
  @Inject RedisDataSource redis;

  @Test
  void shouldLeaveNothingOfAPersonInTheStoreButThatTheyAreForgotten() {
    // Given
    String person = UUID.randomUUID().toString();
    String id = UUID.randomUUID().toString();
    keep(id, person);

    // When
    int first = forget(person);
    keep(id, person);
    int second = forget(person);

    // Then
    assertThat(first).isEqualTo(1);
    assertThat(second).as("a drive that goes on brings nothing back").isZero();
    assertThat(redis.key().keys("*" + person + "*"))
        .containsExactly("afterglow:capture:forgotten:" + person);
    assertThat(redis.key().exists("afterglow:capture:fingerprint:" + id)).isFalse();
  }

  private int forget(String person) {
    return capture
        .forgetDriver(
            ForgetDriverRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setDriverSubjectId(person)
                .build())
        .getFingerprints();
  }

  private void keep(String id, String person) {
    Random random = new Random(4);
    Liveness liveness =
        new Liveness(LivenessThresholds.DEFAULTS, DeviceAttestation.NONE, List.of());
    for (int i = 0; i < 300; i++) {
      ShapeWeights face = ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, random.nextFloat()));
      liveness.motion(new MotionFrame(i * 40_000L, face, Optional.empty(), Map.of()));
    }
    fingerprints.keep(id, new Driven(person, Optional.empty()), liveness.fingerprint());
  }
}
