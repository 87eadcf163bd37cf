package dev.afterglow.e2e;

import dev.afterglow.standalone.fleet.Fleet;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A render worker that the test starts and kills, beside the services of a {@link Standalone}. */
final class WorkerProcess implements AutoCloseable {
  private final Standalone standalone;
  private final String id;
  private final int port;
  private Process process;

  WorkerProcess(Standalone standalone, String id) throws IOException {
    this.standalone = standalone;
    this.id = id;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    process = launch();
  }

  String id() {
    return id;
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it again, on the same port. */
  void restart() throws IOException {
    process = launch();
  }

  void awaitServing() throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      while (!isServing(channel)) {
        if (!process.isAlive()) {
          throw new AssertionError("worker " + id + " ended with " + process.exitValue());
        }
        Thread.sleep(200);
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private static boolean isServing(ManagedChannel channel) {
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(2, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  private Process launch() throws IOException {
    Path data = standalone.folder().root();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-jar");
    command.add(Checkout.installation().jarOf(Service.RENDER_WORKER).toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(data.toFile());
    builder.environment().put("QUARKUS_REDIS_PASSWORD", standalone.stores().redis().password());
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(data.resolve("logs").resolve(id + ".log").toFile()));
    return builder.start();
  }

  private Map<String, String> properties() {
    Fleet fleet = standalone.fleet();
    Path data = standalone.folder().root();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("quarkus.http.host", "127.0.0.1");
    properties.put("quarkus.http.port", "" + port);
    properties.put(
        "afterglow.auth.service-token-file", data.resolve("secrets/service-token").toString());
    for (Service other : List.of(Service.CAPTURE_INGEST, Service.AVATAR_REGISTRY)) {
      String client = other == Service.CAPTURE_INGEST ? "capture" : "registry";
      properties.put("quarkus.grpc.clients." + client + ".host", "127.0.0.1");
      properties.put("quarkus.grpc.clients." + client + ".port", "" + fleet.port(other));
    }
    properties.put(
        "quarkus.redis.hosts", "redis://127.0.0.1:" + standalone.stores().redis().port());
    properties.put("afterglow.render.recording-folder", data.resolve("recordings").toString());
    properties.put("afterglow.render.worker.id", id);
    properties.put("afterglow.render.worker.advertised-address", "127.0.0.1:" + port);
    return properties;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
