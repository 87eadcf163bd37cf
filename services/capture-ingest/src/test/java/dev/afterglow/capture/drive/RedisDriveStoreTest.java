package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.session.DriveState;
import dev.afterglow.capture.token.TokenHash;
import dev.afterglow.capture.voice.VoiceConfig;
import dev.afterglow.capture.voice.VoiceSettings;
import dev.afterglow.capture.wire.RealRedis;
import dev.afterglow.platform.id.Ids;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class RedisDriveStoreTest {
  @Inject RedisDriveStore store;
  @Inject RedisDataSource redis;
  @Inject Ids ids;
  @Inject Clock clock;
  @Inject CaptureConfig config;
  @Inject VoiceConfig voice;

  @Test
  void shouldGiveTheFirstReservationWhenRequestIsRepeated() {
    // Given
    String request = UUID.randomUUID().toString();
    DriveRecords.Reservation first = new DriveRecords.Reservation(ids.next(), "aa", 1);

    // When
    DriveRecords.Reservation given = store.reserve(request, first);
    DriveRecords.Reservation again =
        store.reserve(request, new DriveRecords.Reservation(ids.next(), "bb", 2));

    // Then
    assertThat(given).isEqualTo(first);
    assertThat(again).isEqualTo(first);
    assertThat(redis.key().keys("*")).noneMatch(key -> key.contains(request));
  }

  @Test
  void shouldFindDriveWithItsStateWhenItWasKept() {
    // Given
    DriveRecord drive = drive(UUID.randomUUID().toString());
    store.keep(drive);
    Optional<DriveRecords.Stored> fresh = store.find(drive.driveId());

    // When
    store.keepState(drive, DriveState.Name.CLOSED);
    store.keep(drive);

    // Then
    assertThat(fresh).contains(new DriveRecords.Stored(drive, DriveState.Name.WAITING));
    assertThat(store.find(drive.driveId()))
        .contains(new DriveRecords.Stored(drive, DriveState.Name.CLOSED));
    assertThat(store.find(ids.next())).isEmpty();
    long lifeSeconds = redis.key().ttl("afterglow:capture:drive:" + drive.driveId());
    assertThat(lifeSeconds).isBetween(7_100L, 7_200L);
  }

  @Test
  void shouldKeepTheNewestOfUntilWhenATokenOpens() {
    // Given
    DriveRecord drive = drive(UUID.randomUUID().toString());
    store.keep(drive);
    long before = store.opensUntilUs(drive.driveId());

    // When
    store.keepOpening(drive, drive.createdUs() + 2);
    store.keepOpening(drive, drive.createdUs() + 1);

    // Then
    assertThat(before).isZero();
    assertThat(store.opensUntilUs(drive.driveId())).isEqualTo(drive.createdUs() + 1);
    long lifeSeconds = redis.key().ttl("afterglow:capture:drive:" + drive.driveId() + ":opens");
    assertThat(lifeSeconds).isBetween(7_100L, 7_200L);
  }

  @Test
  void shouldListNewestFirstAndForgetExpiredWhenAsked() {
    // Given
    String broadcast = UUID.randomUUID().toString();
    DriveRecord oldest = drive(broadcast);
    DriveRecord expired = drive(broadcast);
    DriveRecord newest = drive(broadcast);
    List.of(oldest, expired, newest).forEach(store::keep);
    redis.key().del("afterglow:capture:drive:" + expired.driveId());

    // When
    List<DriveRecords.Stored> all = store.newest(Optional.of(broadcast), Optional.empty(), 10);
    List<DriveRecords.Stored> after =
        store.newest(Optional.of(broadcast), Optional.of(newest.driveId()), 10);

    // Then
    assertThat(all).extracting(DriveRecords.Stored::drive).containsExactly(newest, oldest);
    assertThat(after).extracting(DriveRecords.Stored::drive).containsExactly(oldest);
    String members = "afterglow:capture:drives:" + broadcast;
    assertThat(redis.sortedSet(String.class).zcard(members)).isEqualTo(2);
  }

  @Test
  void shouldHaveTheseDefaultsWhenNothingIsSet() {
    assertThat(config.maxDrives()).isEqualTo(1_000);
    assertThat(config.maxReaders()).isEqualTo(16);
    assertThat(config.settle()).hasMillis(200);
    assertThat(config.tick()).hasMillis(20);
    assertThat(config.tokenLife()).hasMinutes(10);
    assertThat(voice.settings()).isEqualTo(VoiceSettings.DEFAULTS);
  }

  private DriveRecord drive(String broadcast) {
    long nowUs = clock.millis() * 1_000;
    return new DriveRecord(
        ids.next(),
        broadcast,
        UUID.randomUUID().toString(),
        Optional.of(UUID.randomUUID().toString()),
        nowUs,
        nowUs + 3_600_000_000L,
        TokenHash.of("a token"));
  }
}
