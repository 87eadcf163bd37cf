package dev.afterglow.registry.running;

import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The registry as its callers see it, and the rows that it keeps. */
abstract class RegistryScene {
  @TestHTTPResource URL url;
  @Inject Pool pool;
  RegistryCaller registry;

  @BeforeEach
  void connect() {
    registry = new RegistryCaller(url);
  }

  @AfterEach
  void disconnect() {
    registry.close();
  }

  /** How many rows of a table are of a person. */
  long rows(String table, String subject) {
    return pool.preparedQuery("select count(*) from registry." + table + " where subject_id = $1")
        .execute(Tuple.of(subject))
        .map(found -> found.iterator().next().getLong(0))
        .await()
        .indefinitely();
  }
}
