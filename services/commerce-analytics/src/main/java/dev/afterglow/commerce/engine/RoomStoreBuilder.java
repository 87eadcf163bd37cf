package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.room.CommentWords;
import dev.afterglow.commerce.room.RoomLimits;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Builds a {@link RoomStore} for each task; always with a changelog, never with Kafka's cache. */
final class RoomStoreBuilder implements StoreBuilder<RoomStore> {
  private static final int SEGMENT_BYTES = 16 << 20;

  private final String name;
  private final StateBudget budget;
  private final RoomLimits limits;
  private final CommentWords commentWords;

  RoomStoreBuilder(String name, StateBudget budget, RoomLimits limits, CommentWords commentWords) {
    this.name = name;
    this.budget = budget;
    this.limits = limits;
    this.commentWords = commentWords;
  }

  @Override
  public RoomStore build() {
    return new RoomStore(this::changelog, budget, limits, commentWords);
  }

  private KeyValueStore<Bytes, byte[]> changelog(BiConsumer<byte[], byte @Nullable []> restored) {
    return Stores.keyValueStoreBuilder(
            new PartLogSupplier(name, restored), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(logConfig())
        .withCachingDisabled()
        .build();
  }

  @Override
  public StoreBuilder<RoomStore> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<RoomStore> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<RoomStore> withLoggingEnabled(Map<String, String> config) {
    return this;
  }

  @Override
  public StoreBuilder<RoomStore> withLoggingDisabled() {
    throw new IllegalStateException("rooms without a changelog would not survive their process");
  }

  @Override
  public Map<String, String> logConfig() {
    // Kafka compacts no segment that is still written to, and a part is written at each commit that
    // changed it: with segments of a gigabyte a restart would read each of them again.
    return Map.of(
        TopicConfig.SEGMENT_BYTES_CONFIG,
        Integer.toString(SEGMENT_BYTES),
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
        "600000");
  }

  @Override
  public boolean loggingEnabled() {
    return true;
  }

  @Override
  public String name() {
    return name;
  }
}
