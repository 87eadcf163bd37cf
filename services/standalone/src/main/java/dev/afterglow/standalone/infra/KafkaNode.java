package dev.afterglow.standalone.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The main class of the JVM that is the Kafka node: broker and controller in one, under KRaft.
 *
 * <p>A JVM of its own, because a fatal fault in Kafka ends the JVM that it runs in. These Kafka
 * classes are no public interface, so they are named in this class and nowhere else.
 */
public final class KafkaNode {
  private KafkaNode() {}

  /** Takes the data folder, the client port and the controller port. */
  public static void main(String[] arguments) throws Exception {
    // Kafka tells its whole configuration at INFO; what a person looks for is in the warnings.
    Logger.getLogger("").setLevel(Level.WARNING);
    Path data = Path.of(arguments[0]);
    Properties settings =
        settings(data, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    formatOnce(data);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.shutdown();
                  server.awaitShutdown();
                },
                "kafka-shutdown"));
    server.startup();
    server.awaitShutdown();
  }

  /** KRaft never formats by itself; the cluster's id lives and dies with the data. */
  private static void formatOnce(Path data) throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(data.toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(data.toString())
        .setIgnoreFormatted(true)
        .run();
  }

  static Properties settings(Path data, int port, int controllerPort) {
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
    settings.setProperty("log.dirs", data.toString());
    // After kill -9 the broker's old incarnation must time out before the new one may serve: the
    // default of 9 s makes a restart take 13 s, these make it 4.5 s.
    settings.setProperty("broker.session.timeout.ms", "1500");
    settings.setProperty("broker.heartbeat.interval.ms", "300");
    settings.setProperty("auto.create.topics.enable", "false");
    // Facts carry the time of the event; a replay of an old show must not be deleted as old.
    settings.setProperty("log.retention.ms", "-1");
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.setProperty(topic + ".replication.factor", "1");
      settings.setProperty(topic + ".num.partitions", "1");
    }
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    // One machine and a few topics: the default would reserve 128 MiB of heap for cleaning.
    settings.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
    settings.setProperty("num.network.threads", "1");
    settings.setProperty("num.io.threads", "2");
    return settings;
  }
}
