package dev.afterglow.registry.running;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka of one node in this JVM, on free ports of the loopback. One a JVM: Kafka's meters
 * are global.
 */
public final class RunningKafka implements QuarkusTestResourceLifecycleManager, AutoCloseable {
  private static final int TRIES = 5;
  private static @Nullable RunningKafka running;

  private @Nullable Path folder;
  private int port;
  private int controllerPort;
  private @Nullable KafkaRaftServer server;

  /** The one that runs. */
  public static RunningKafka running() {
    return Objects.requireNonNull(running, "no Kafka runs");
  }

  @Override
  public Map<String, String> start() {
    // A fatal fault of the broker must fail a test, not end the test's JVM.
    Exit.setExitProcedure((code, message) -> fail(code, message));
    Exit.setHaltProcedure((code, message) -> fail(code, message));
    RuntimeException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        folder = Files.createTempDirectory("afterglow-registry-kafka");
        port = free();
        controllerPort = free();
        format(folder);
        up();
        running = this;
        return Map.of("afterglow.registry.events.bootstrap-servers", bootstrapServers());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (RuntimeException e) {
        // Another process may have taken the port between finding and binding it.
        last = e;
      }
    }
    throw new IllegalStateException("Kafka did not start", last);
  }

  private static void fail(int code, String message) {
    throw new IllegalStateException("Kafka ended with " + code + ": " + message);
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void format(Path folder) {
    try {
      new Formatter()
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(folder.toString())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(folder.toString())
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("the folder cannot be formatted", e);
    }
  }

  /** Starts the broker, again on the same port and data. */
  public void up() {
    KafkaRaftServer fresh =
        new KafkaRaftServer(KafkaConfig.fromProps(settings(), false), Time.SYSTEM);
    fresh.startup();
    server = fresh;
  }

  /** Stops the broker; clients see it gone. */
  public void down() {
    KafkaRaftServer gone = server;
    server = null;
    if (gone != null) {
      gone.shutdown();
      gone.awaitShutdown();
    }
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.setProperty(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.setProperty("log.dirs", String.valueOf(folder));
    settings.setProperty("broker.session.timeout.ms", "1500");
    settings.setProperty("broker.heartbeat.interval.ms", "300");
    settings.setProperty("auto.create.topics.enable", "false");
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      settings.setProperty(topic + ".replication.factor", "1");
      settings.setProperty(topic + ".num.partitions", "1");
    }
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
    settings.setProperty("num.network.threads", "1");
    settings.setProperty("num.io.threads", "2");
    return settings;
  }

  /** What clients connect to. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void stop() {
    down();
    running = null;
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
