package dev.afterglow.registry.storage;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.flywaydb.core.Flyway;

/**
 * A real Postgres with the registry's tables, and one that is not there, for tests without a
 * service.
 */
public final class RegistryDatabase implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final Pool nowhere;

  public RegistryDatabase() {
    try {
      postgres = EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .locations("classpath:db/migration")
        .defaultSchema("registry")
        .schemas("registry")
        .load()
        .migrate();
    pool = pool(postgres.getPort());
    nowhere = pool(1);
  }

  private Pool pool(int port) {
    return pool(vertx, port);
  }

  /** Connections to the Postgres of a port. */
  public static Pool pool(Vertx vertx, int port) {
    return PgBuilder.pool()
        .connectingTo(
            new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase("postgres")
                .setUser("postgres")
                .setPassword("postgres"))
        .with(new PoolOptions().setMaxSize(2))
        .using(vertx)
        .build();
  }

  /** Where this one listens. */
  public int port() {
    return postgres.getPort();
  }

  public Pool pool() {
    return pool;
  }

  /** A pool of connections to nobody. */
  public Pool nowhere() {
    return nowhere;
  }

  public void sql(String statement, Tuple values) {
    pool.preparedQuery(statement).execute(values).await().indefinitely();
  }

  /** The number that a question of that kind is answered by. */
  public long count(String statement, Tuple values) {
    return pool.preparedQuery(statement)
        .execute(values)
        .map(rows -> rows.iterator().next().getLong(0))
        .await()
        .indefinitely();
  }

  @Override
  public void close() {
    pool.closeAndAwait();
    nowhere.closeAndAwait();
    vertx.closeAndAwait();
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
