package dev.afterglow.commerce.engine;

import java.util.List;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** Lets any thread find the rooms of all partitions that this process holds. */
final class RoomStoreType implements QueryableStoreType<List<RoomStore>> {
  @Override
  public boolean accepts(StateStore store) {
    return store instanceof RoomStore;
  }

  @Override
  public List<RoomStore> create(StateStoreProvider provider, String storeName) {
    // The provider hands out what accepts() let through, under the type that is asked for.
    return provider.stores(
        storeName,
        new QueryableStoreType<RoomStore>() {
          @Override
          public boolean accepts(StateStore store) {
            return store instanceof RoomStore;
          }

          @Override
          public RoomStore create(StateStoreProvider nested, String name) {
            throw new IllegalStateException("only used to find stores");
          }
        });
  }
}
