package dev.afterglow.registry.running;

import dev.afterglow.registry.asset.s3.StorageServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bucket for a running registry, in a server that a test can stop for a while. */
public final class RunningBucket implements QuarkusTestResourceLifecycleManager {
  /** The server's process, for the test. */
  static final String PROCESS = "test.bucket.process";

  private @Nullable StorageServer server;
  private @Nullable Path folder;

  @Override
  public Map<String, String> start() {
    String prefix = "afterglow.registry.assets.s3.";
    try {
      folder = Files.createTempDirectory("afterglow-bucket");
      server = StorageServer.start(Files.createDirectory(folder.resolve("objects")));
      System.setProperty(PROCESS, Long.toString(server.pid()));
      return Map.of(
          prefix + "endpoint",
          server.endpoint().toString(),
          prefix + "bucket",
          StorageServer.BUCKET,
          prefix + "prefix",
          "registry/",
          prefix + "access-key-file",
          Files.writeString(folder.resolve("access"), StorageServer.ACCESS_KEY).toString(),
          prefix + "secret-key-file",
          Files.writeString(folder.resolve("secret"), StorageServer.SECRET_KEY).toString(),
          prefix + "patience",
          "2s",
          prefix + "upload-patience",
          "2s");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    System.clearProperty(PROCESS);
    try {
      if (server != null) {
        server.close();
      }
      if (folder != null) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
