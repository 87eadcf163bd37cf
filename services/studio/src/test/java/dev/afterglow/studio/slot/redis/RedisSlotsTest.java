package dev.afterglow.studio.slot.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.studio.slot.SlotLease;
import dev.afterglow.studio.slot.Slots;
import dev.afterglow.studio.testing.Samples;
import dev.afterglow.studio.testing.StudioBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Its workers bear names that no other test's do, and it forgets the broadcasts that earlier tests
 * left running: the studio under test goes on renewing their slots, and gives them another worker
 * where theirs is gone.
 */
@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class RedisSlotsTest {

  @Inject RedisDataSource redis;
  @Inject AgroalDataSource database;
  private RedisSlots slots;

  @BeforeEach
  void forgetOtherTests() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from studio.broadcast");
    }
    redis.flushall();
    slots = new RedisSlots(redis, () -> Duration.ofSeconds(15));
  }

  private void publish(String workerId, int count, int free, boolean draining) {
    redis
        .hash(String.class)
        .hset(
            RedisSlots.WORKER + workerId,
            Map.of(
                "address",
                "127.0.0.1:8182",
                "slots",
                Integer.toString(count),
                "free_slots",
                Integer.toString(free),
                "draining",
                draining ? "1" : "0",
                "updated_ms",
                "1"));
    redis.set(String.class).sadd(RedisSlots.WORKERS, workerId);
  }

  @Test
  void shouldReserveOnTheWorkerWithTheMostFreeSlots() {
    // Given
    publish("small", 4, 1, false);
    publish("large", 4, 3, false);

    // When
    Optional<SlotLease> slot = slots.reserve(Samples.id(), Set.of());

    // Then
    assertThat(slot).contains(new SlotLease("large", "127.0.0.1:8182", 0));
  }

  @Test
  void shouldReserveNothingWhenEveryWorkerIsFullDrainingGoneOrStrange() {
    // Given
    publish("full", 2, 0, false);
    publish("draining", 2, 2, true);
    redis.set(String.class).sadd(RedisSlots.WORKERS, "gone");
    redis.hash(String.class).hset(RedisSlots.WORKER + "strange", "slots", "many");
    redis.set(String.class).sadd(RedisSlots.WORKERS, "strange");

    // When
    Optional<SlotLease> slot = slots.reserve(Samples.id(), Set.of());

    // Then
    assertThat(slot).isEmpty();
    assertThat(slots.workerCount()).isEqualTo(2);
    assertThat(redis.set(String.class).smembers(RedisSlots.WORKERS))
        .containsExactlyInAnyOrder("full", "draining");
  }

  @Test
  void shouldLetOneWinWhenStudiosRaceForOneSlot() throws Exception {
    // Given
    publish("contested-1", 1, 1, false);
    RedisSlots other = new RedisSlots(redis, () -> Duration.ofSeconds(15));
    List<Callable<Optional<SlotLease>>> studios = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RedisSlots studio = i % 2 == 0 ? slots : other;
      studios.add(() -> studio.reserve(Samples.id(), Set.of()));
    }

    // When
    int won = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<SlotLease>> studio : threads.invokeAll(studios)) {
        won += studio.get().isPresent() ? 1 : 0;
      }
    }

    // Then
    assertThat(won).isEqualTo(1);
  }

  @Test
  void shouldGiveTheSameSlotWhenTheSameBroadcastAsksAgain() {
    // Given
    publish("contested-1", 3, 3, false);
    UUID broadcastId = Samples.id();
    slots.reserve(Samples.id(), Set.of());
    Optional<SlotLease> first = slots.reserve(broadcastId, Set.of());

    // When
    Optional<SlotLease> second = slots.reserve(broadcastId, Set.of());

    // Then
    assertThat(first).map(SlotLease::number).contains(1);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldSkipAWorkerWhenItWasTriedInVain() {
    // Given
    publish("contested-1", 1, 1, false);

    // When
    Optional<SlotLease> slot = slots.reserve(Samples.id(), Set.of("contested-1"));

    // Then
    assertThat(slot).isEmpty();
  }

  @Test
  void shouldReleaseOnlyWhatIsItsOwn() {
    // Given
    publish("contested-1", 1, 1, false);
    UUID owner = Samples.id();
    SlotLease slot = slots.reserve(owner, Set.of()).orElseThrow();

    // When
    slots.release(slot, Samples.id());
    Optional<SlotLease> whileHeld = slots.reserve(Samples.id(), Set.of());
    slots.release(slot, owner);
    Optional<SlotLease> afterRelease = slots.reserve(Samples.id(), Set.of());

    // Then
    assertThat(whileHeld).isEmpty();
    assertThat(afterRelease).contains(slot);
  }

  @Test
  void shouldProlongAndRetakeOnlyWhatIsItsOwnWhenRenewed() {
    // Given
    publish("contested-1", 1, 1, false);
    UUID owner = Samples.id();
    SlotLease slot = slots.reserve(owner, Set.of()).orElseThrow();
    String key = RedisSlots.SLOT + "contested-1:0";
    redis.key().pexpire(key, 5_000);

    // When
    slots.renew(slot, Samples.id());
    long ofStranger = redis.key().pttl(key);
    slots.renew(slot, owner);
    long ofOwner = redis.key().pttl(key);
    redis.key().del(key);
    slots.renew(slot, owner);

    // Then
    assertThat(ofStranger).isLessThanOrEqualTo(5_000);
    assertThat(ofOwner).isGreaterThan(5_000);
    assertThat(redis.value(String.class).get(key)).isEqualTo(owner.toString());
  }

  @Test
  void shouldTellWhetherAWorkerIsUp() {
    // Given
    publish("contested-1", 1, 1, false);

    // When
    Slots.Presence up = slots.presence("contested-1");
    Slots.Presence gone = slots.presence("contested-2");

    // Then
    assertThat(up).isEqualTo(Slots.Presence.UP);
    assertThat(gone).isEqualTo(Slots.Presence.GONE);
  }
}
