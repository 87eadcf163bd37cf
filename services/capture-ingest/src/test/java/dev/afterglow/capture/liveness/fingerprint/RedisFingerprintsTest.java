package dev.afterglow.capture.liveness.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.Liveness;
import dev.afterglow.capture.liveness.LivenessThresholds;
import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import dev.afterglow.capture.wire.RealRedis;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class RedisFingerprintsTest {
  @Inject RedisFingerprints fingerprints;
  @Inject RedisDataSource redis;

  private final Driven person = new Driven(uuid(), Optional.of(uuid()));

  @Test
  void shouldGiveBackWhatWasKept() {
    // Given
    MotionFingerprint kept = fingerprint(1, 700);

    // When
    fingerprints.keep(uuid(), person, kept);

    // Then
    List<MotionFingerprint> found = fingerprints.earlier(person);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().bytes()).isEqualTo(kept.bytes());
    assertThat(fingerprints.earlier(new Driven(uuid(), Optional.empty()))).isEmpty();
  }

  @Test
  void shouldKeepTheNewestFourOfAPersonForAWeek() {
    // Given
    List<String> ids = List.of(uuid(), uuid(), uuid(), uuid(), uuid());
    for (int i = 0; i < ids.size(); i++) {
      fingerprints.keep(ids.get(i), person, fingerprint(i, 300 + i));
    }

    // When
    fingerprints.keep(ids.get(3), person, fingerprint(3, 400));

    // Then
    assertThat(fingerprints.earlier(person))
        .extracting(MotionFingerprint::steps)
        .containsExactlyInAnyOrder(400, 304, 302, 301);
    String gone = "afterglow:capture:fingerprint:" + ids.getFirst();
    assertThat(redis.key().exists(gone)).as("the oldest is deleted, not only unlisted").isFalse();
    long lifeMs = redis.key().pttl("afterglow:capture:fingerprint:" + ids.getLast());
    assertThat(lifeMs).isBetween(Duration.ofDays(6).toMillis(), Duration.ofDays(7).toMillis());
    assertThat(
            redis.key().pttl("afterglow:capture:fingerprints:person:" + person.driverSubjectId()))
        .isGreaterThanOrEqualTo(Duration.ofDays(6).toMillis());
  }

  @Test
  void shouldCompareWithOthersWhoDroveTheSameAvatar() {
    // Given
    Driven other = new Driven(uuid(), person.avatarId());
    for (int i = 0; i < 4; i++) {
      fingerprints.keep(uuid(), person, fingerprint(i, 300 + i));
    }
    fingerprints.keep(uuid(), other, fingerprint(9, 500));

    // When
    List<MotionFingerprint> earlier = fingerprints.earlier(person);

    // Then
    assertThat(earlier).hasSize(4).extracting(MotionFingerprint::steps).contains(500);
  }

  @Test
  void shouldLeaveNothingOfAPersonWhenForgotten() {
    // Given
    fingerprints.keep(uuid(), person, fingerprint(1, 300));
    fingerprints.keep(uuid(), person, fingerprint(2, 300));
    Driven other = new Driven(uuid(), person.avatarId());
    fingerprints.keep(uuid(), other, fingerprint(3, 350));

    // When
    int forgotten = fingerprints.forget(person.driverSubjectId());

    // Then
    assertThat(forgotten).isEqualTo(2);
    assertThat(fingerprints.earlier(person))
        .as("what remains is the other person's")
        .extracting(MotionFingerprint::steps)
        .containsExactly(350);
    assertThat(fingerprints.forget(person.driverSubjectId())).isZero();
    assertThat(
            redis.key().exists("afterglow:capture:fingerprints:person:" + person.driverSubjectId()))
        .isFalse();
  }

  @Test
  void shouldKeepNothingForADayWhenThePersonWasForgotten() {
    // Given
    fingerprints.keep(uuid(), person, fingerprint(1, 300));
    fingerprints.forget(person.driverSubjectId());

    // When: a drive of theirs goes on
    fingerprints.keep(uuid(), person, fingerprint(1, 350));

    // Then
    assertThat(fingerprints.earlier(person)).isEmpty();
    assertThat(fingerprints.forget(person.driverSubjectId())).isZero();
    long lifeMs = redis.key().pttl("afterglow:capture:forgotten:" + person.driverSubjectId());
    assertThat(lifeMs).isBetween(Duration.ofHours(23).toMillis(), Duration.ofHours(24).toMillis());
  }

  @Test
  void shouldKeepNothingWhenItsLifeIsZero() {
    // Given
    RedisFingerprints none = new RedisFingerprints(redis, Duration.ZERO);

    // When
    none.keep(uuid(), person, fingerprint(1, 300));

    // Then
    assertThat(none.earlier(person)).isEmpty();
  }

  @Test
  void shouldLeaveOutWhatCannotBeRead() {
    // Given
    String id = uuid();
    fingerprints.keep(id, person, fingerprint(1, 300));
    byte[] bytes = fingerprint(1, 300).bytes();
    bytes[0]++;

    // When
    redis.value(byte[].class).set("afterglow:capture:fingerprint:" + id, bytes);

    // Then
    assertThat(fingerprints.earlier(person)).isEmpty();
    assertThat(MotionFingerprint.read(new byte[0])).isEmpty();
    assertThat(MotionFingerprint.read(new byte[] {1, 127, 0, 0, 0})).isEmpty();
  }

  private static MotionFingerprint fingerprint(long seed, int steps) {
    Random random = new Random(seed);
    Liveness liveness =
        new Liveness(LivenessThresholds.DEFAULTS, DeviceAttestation.NONE, List.of());
    for (int i = 0; i < steps; i++) {
      liveness.motion(
          new MotionFrame(
              i * 40_000L,
              ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, random.nextFloat())),
              Optional.empty(),
              Map.of()));
    }
    return liveness.fingerprint();
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }
}
