package dev.afterglow.render.running;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Real gRPC servers for the services beside the worker, in this process, on a free port. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
  static final FakeRegistry REGISTRY = new FakeRegistry();
  static final FakeCapture CAPTURE = new FakeCapture();

  private Server server;
  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("afterglow-render-test");
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
              .addService(REGISTRY.leases())
              .addService(REGISTRY.avatars())
              .addService(REGISTRY.parts())
              .addService(CAPTURE)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    String port = Integer.toString(server.getPort());
    for (String client : new String[] {"capture", "registry"}) {
      settings.put("quarkus.grpc.clients." + client + ".port", port);
      // In tests Quarkus sends every client to this service itself unless this is said too.
      settings.put("quarkus.grpc.clients." + client + ".test-port", port);
    }
    // Nobody listens there: renders go on without Redis.
    settings.put("quarkus.redis.hosts", "redis://127.0.0.1:1");
    settings.put("afterglow.render.recording-folder", folder.toString());
    settings.put("afterglow.render.least-free-bytes", "0");
    settings.put("afterglow.render.worker.slots", "1");
    settings.put("afterglow.render.worker.id", "worker-under-test");
    return settings;
  }

  @Override
  public void stop() {
    server.shutdownNow();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
