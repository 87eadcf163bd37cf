package dev.afterglow.commerce.engine;

import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Supplies a {@link PartLog} where Streams expects a store. */
record PartLogSupplier(String name, BiConsumer<byte[], byte @Nullable []> restored)
    implements KeyValueBytesStoreSupplier {
  @Override
  public KeyValueStore<Bytes, byte[]> get() {
    return new PartLog(name, restored);
  }

  @Override
  public String metricsScope() {
    return "part-log";
  }
}
