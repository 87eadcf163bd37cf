package dev.afterglow.studio.testing;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import redis.embedded.RedisServer;

/**
 * What a studio stands on: a real Postgres, a real Redis, and real gRPC servers for the services
 * beside it, all in this process on free ports.
 */
public final class StudioBackends implements QuarkusTestResourceLifecycleManager {

  private EmbeddedPostgres postgres;
  private RedisServer redis;
  private Server upstream;
  private Path folder;

  /** The services beside the studio; tests set what they answer. */
  public static final FakeServices SERVICES = new FakeServices();

  /** Where the fake services, the render worker among them, listen. */
  public static volatile int upstreamPort;

  /** Where Redis listens. */
  public static volatile int redisPort;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("afterglow-studio-test");
      postgres = EmbeddedPostgres.builder().start();
      redisPort = freePort();
      redis =
          RedisServer.newRedisServer()
              .port(redisPort)
              .setting("bind 127.0.0.1")
              .setting("save \"\"")
              .build();
      redis.start();
      NettyServerBuilder backends =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
      SERVICES.rights().services().forEach(backends::addService);
      upstream =
          backends
              .addService(SERVICES.licences())
              .addService(SERVICES.devices())
              .addService(SERVICES.capture())
              .addService(SERVICES.render())
              .addService(SERVICES.rooms())
              .addService(SERVICES.reports())
              .addService(SERVICES.facts())
              .addService(SERVICES.playbooks.service())
              .addService(SERVICES.customers.service())
              .build()
              .start();
      upstreamPort = upstream.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    String database = "127.0.0.1:" + postgres.getPort() + "/postgres";
    settings.put("quarkus.datasource.username", "postgres");
    settings.put("quarkus.datasource.password", "postgres");
    settings.put("quarkus.datasource.reactive.url", "postgresql://" + database);
    settings.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://" + database);
    settings.put("quarkus.redis.hosts", "redis://127.0.0.1:" + redisPort);
    for (String client : new String[] {"capture", "registry", "commerce"}) {
      settings.put("quarkus.grpc.clients." + client + ".host", "127.0.0.1");
      settings.put("quarkus.grpc.clients." + client + ".port", Integer.toString(upstreamPort));
      // In tests Quarkus sends every client to this service itself unless this is said too.
      settings.put("quarkus.grpc.clients." + client + ".test-port", Integer.toString(upstreamPort));
    }
    settings.put("afterglow.studio.destination.key-file", folder.resolve("key").toString());
    settings.put("afterglow.studio.watch.interval", "200ms");
    settings.put("afterglow.studio.upstream.deadline", "2s");
    return settings;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void stop() {
    try {
      if (upstream != null) {
        upstream.shutdownNow();
      }
      if (redis != null) {
        redis.stop();
      }
      if (postgres != null) {
        postgres.close();
      }
      Files.deleteIfExists(folder.resolve("key"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
