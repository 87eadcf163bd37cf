package dev.afterglow.commerce.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka of one node under KRaft, in this JVM, on free ports of the loopback, with its data
 * in a folder of its own. One a JVM: Kafka's meters are global.
 */
public final class KafkaForTests implements AutoCloseable {
  private static final int TRIES = 5;

  private final Path folder;
  private final int port;
  private KafkaRaftServer server;
  private final int controllerPort;

  private KafkaForTests(Path folder, int port, int controllerPort) {
    this.folder = folder;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  public static KafkaForTests start() {
    // A fatal fault of the broker must fail a test, not end the test's JVM.
    Exit.setExitProcedure((code, message) -> fail(code, message));
    Exit.setHaltProcedure((code, message) -> fail(code, message));
    RuntimeException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        KafkaForTests kafka =
            new KafkaForTests(Files.createTempDirectory("afterglow-kafka"), free(), free());
        kafka.format();
        kafka.up();
        return kafka;
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

  private void format() {
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

  /** Starts the broker again on the same port and data. */
  public void up() {
    server = new KafkaRaftServer(KafkaConfig.fromProps(settings(), false), Time.SYSTEM);
    server.startup();
  }

  /** Stops the broker; clients see it gone. */
  public void down() {
    server.shutdown();
    server.awaitShutdown();
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
    settings.setProperty("log.dirs", folder.toString());
    // A test that moves its service's clock hours ahead writes facts of that time.
    settings.setProperty("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    settings.setProperty("broker.session.timeout.ms", "1500");
    settings.setProperty("broker.heartbeat.interval.ms", "300");
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("log.retention.ms", "-1");
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      settings.setProperty(topic + ".replication.factor", "1");
      settings.setProperty(topic + ".num.partitions", "1");
    }
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
    settings.setProperty("num.network.threads", "1");
    settings.setProperty("num.io.threads", "2");
    return settings;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    down();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(KafkaForTests::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
