package dev.afterglow.commerce.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.intake.FactLog;
import dev.afterglow.commerce.intake.FactTopics;
import dev.afterglow.commerce.kafka.KafkaForTests;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.wire.FactMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rooms never fill the heap: the engine stops with a word, and goes on where it may take more. */
class StateFullTest {
  private static final int FACTS = 40_000;

  @TempDir Path folder;

  private final RoomKernel reference = new RoomKernel(RoomLimits.DEFAULT, RoomFacts.SPLIT);

  @Test
  void shouldStopVisiblyAndLoseNothingWhenTheRoomsTakeMoreThanTheyMay() throws Exception {
    // Given
    try (KafkaForTests kafka = KafkaForTests.start()) {
      String servers = kafka.bootstrapServers();
      new FactTopics(
              servers,
              "afterglow.facts.v1",
              List.of("afterglow.facts.quarantine.v1", "afterglow.facts.late.v1"),
              4)
          .ensure(Duration.ofSeconds(20));

      // When
      boolean stopped;
      try (Engine small = engine(servers, 512 << 10)) {
        small.start();
        tell(servers);
        stopped = becomes(() -> !small.isAlive());
      }
      byte[] snapshot;
      try (Engine large = engine(servers, 64 << 20)) {
        large.start();
        boolean _ = becomes(() -> facts(large) == FACTS);
        snapshot = large.snapshot(RoomFacts.ROOM).orElseThrow();
      }

      // Then
      assertThat(stopped).isTrue();
      assertThat(snapshot).isEqualTo(reference.snapshot());
    }
  }

  private Engine engine(String servers, long mostStateBytes) {
    EngineSettings like = EngineChild.settings(servers, folder);
    EngineSettings settings =
        new EngineSettings(
            like.bootstrapServers(),
            like.factsTopic(),
            like.quarantineTopic(),
            like.lateTopic(),
            like.applicationId(),
            like.instanceId(),
            like.commitInterval(),
            like.threads(),
            like.stateFolder(),
            like.limits(),
            mostStateBytes);
    return new Engine(settings, RoomFacts.SPLIT, FactListener.NONE);
  }

  private void tell(String servers) throws Exception {
    RoomFacts facts = new RoomFacts();
    try (FactLog log =
        FactLog.open(servers, "afterglow.facts.v1", 20_000, Duration.ofSeconds(20))) {
      List<FactLog.Entry> batch = new ArrayList<>();
      for (int i = 0; i < FACTS; i++) {
        Fact fact = facts.of(i / 1_000, "v" + i % 500, new Happening.Like(1));
        Instant received = RoomFacts.at(i / 1_000);
        reference.apply(fact, received);
        byte[] value = FactMessages.message(fact).toByteArray();
        batch.add(new FactLog.Entry(RoomFacts.ROOM, received.toEpochMilli(), value));
        if (batch.size() == 1_000) {
          log.append(batch).get();
          batch = new ArrayList<>();
        }
      }
    }
  }

  private static boolean becomes(BooleanSupplier condition) throws InterruptedException {
    Instant limit = Instant.now().plusSeconds(120);
    while (!condition.getAsBoolean() && Instant.now().isBefore(limit)) {
      Thread.sleep(100);
    }
    return condition.getAsBoolean();
  }

  private static long facts(Engine engine) {
    try {
      return engine
          .room(RoomFacts.ROOM, Instant.EPOCH)
          .map(room -> room.figures().facts())
          .orElse(-1L);
    } catch (Engine.NotServingException e) {
      return -1;
    }
  }
}
