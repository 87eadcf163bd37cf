package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.liveness.challenge.ChallengeStanding;
import dev.afterglow.capture.liveness.standing.DriveStanding.Slate;
import dev.afterglow.capture.liveness.standing.KeptStanding;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
import dev.afterglow.capture.liveness.standing.RedisStandings;
import dev.afterglow.capture.liveness.standing.VerdictRun;
import dev.afterglow.capture.wire.RealRedis;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same over a real store. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class RedisStandingTest extends FaceScene {
  @Inject @Nullable RedisDriveStore store;
  @Inject RedisStandings redisStandings;
  @Inject RedisDataSource redis;

  @Test
  void shouldStandAsBeforeWhenTheServiceRestarts() {
    // Given
    begin(LivenessSettings.DEFAULTS, false);
    String driveId = drive.kept().driveId();
    play(9, face.next(0)::at);

    // When
    drives = drives(3);
    sequence = 0;
    open(create(), false);
    play(0.5, face::next);

    // Then
    assertThat(drive.kept().driveId()).isEqualTo(driveId);
    assertThat(standing().slate()).isEqualTo(Slate.NOT_LIVE);
    String key = "afterglow:capture:standing:" + driveId;
    assertThat(redis.value(String.class).get(key)).isEqualTo("1|CLEAR|0|3|0|true");
    assertThat(redis.key().ttl(key)).as("as long as the token").isBetween(43_000L, 43_200L);
  }

  @Test
  void shouldBeInDoubtWhenWhatIsKeptCannotBeRead() {
    // Given
    begin(LivenessSettings.DEFAULTS, false);
    play(3, face::next);
    String key = "afterglow:capture:standing:" + drive.kept().driveId();
    redis.value(String.class).set(key, "2|CLEAR|0");

    // When
    drives = drives(3);
    sequence = 0;
    open(create(), false);
    play(0.5, face::next);

    // Then
    assertThat(standing().challenges()).isEqualTo(ChallengeStanding.Name.RECHECK);
    assertThat(standing().slate()).isEqualTo(Slate.NOT_LIVE);
  }

  @Test
  void shouldGiveBackWhatWasKept() {
    // Given
    String driveId = UUID.randomUUID().toString();
    KeptStanding standing =
        new KeptStanding(ChallengeStanding.Name.STANDBY, 2, new VerdictRun(1, 0, true));

    // When
    redisStandings.keep(driveId, clock.nowUs() + SECOND_US * 60, standing);

    // Then
    assertThat(redisStandings.find(driveId)).contains(standing);
    assertThat(redisStandings.find(UUID.randomUUID().toString())).isEmpty();
    assertThat(KeptStanding.read("1|STANDBY|2|1|0|maybe")).isEmpty();
    assertThat(KeptStanding.read("1|STANDBY|2|9|0|true")).isEmpty();
    assertThat(KeptStanding.read("1|ASLEEP|2|1|0|true")).isEmpty();
    assertThat(KeptStanding.read("")).isEmpty();
  }

  @Override
  Instant start() {
    // Another for each test, as ids are made from it and the store stays.
    if (now == null) {
      now = Instant.now();
    }
    return now;
  }

  @Override
  Drives.Created create() {
    return drives.create(request, BROADCAST, SUBJECT, Optional.empty());
  }

  private final String request = UUID.randomUUID().toString();
  private @Nullable Instant now;

  @Override
  Drives drives(int most) {
    // The scene makes its first sessions before anything is injected.
    return store == null ? super.drives(most) : drives(most, store, redisStandings);
  }
}
