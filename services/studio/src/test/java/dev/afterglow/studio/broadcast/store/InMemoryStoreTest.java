package dev.afterglow.studio.broadcast.store;

import dev.afterglow.studio.broadcast.BroadcastStore;
import dev.afterglow.studio.broadcast.RequestLog;
import dev.afterglow.studio.testing.InMemoryStore;

class InMemoryStoreTest extends BroadcastStoreSuite {

  private final InMemoryStore store = new InMemoryStore();

  @Override
  BroadcastStore store() {
    return store;
  }

  @Override
  RequestLog requests() {
    return store;
  }
}
