package dev.afterglow.studio.broadcast.store;

import dev.afterglow.studio.broadcast.BroadcastStore;
import dev.afterglow.studio.broadcast.RequestLog;
import dev.afterglow.studio.testing.StudioBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class PostgresStoreTest extends BroadcastStoreSuite {

  @Inject PostgresBroadcasts broadcasts;
  @Inject PostgresRequests requests;

  @Override
  BroadcastStore store() {
    return broadcasts;
  }

  @Override
  RequestLog requests() {
    return requests;
  }
}
