package dev.afterglow.standalone.infra;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.process.Child;
import dev.afterglow.standalone.process.ChildCommand;
import dev.afterglow.standalone.process.ChildCommand.StopSignal;
import dev.afterglow.standalone.process.DataFolder;
import dev.afterglow.standalone.process.OrphanGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** The single-node Kafka and its topics, which are made here and never by accident. */
public final class KafkaServer {
  /** Facts, by room; as many partitions as commerce-analytics would make itself. */
  public static final String FACTS = "afterglow.facts.v1";

  /** Facts whose id came twice with another payload. */
  public static final String QUARANTINE = "afterglow.facts.quarantine.v1";

  /** Facts that came more than 24 hours after they happened. */
  public static final String LATE = "afterglow.facts.late.v1";

  private static final Map<String, Integer> TOPICS = Map.of(FACTS, 4, QUARANTINE, 1, LATE, 1);
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final int ANSWER_LIMIT_S = 60;

  private final Child child;
  private final int port;

  private KafkaServer(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /** Takes the port that clients will connect to. */
  static int choosePort(Ports ports) {
    return ports.of("kafka");
  }

  /** What clients of a port connect to. */
  static String address(int port) {
    return "127.0.0.1:" + port;
  }

  /** Starts the node on its data, formatting the data on first use, and makes missing topics. */
  public static KafkaServer start(DataFolder folder, int port, Ports ports, OrphanGuard guard)
      throws IOException {
    Path data = folder.root().resolve("kafka");
    Files.createDirectories(data);
    int controllerPort = ports.of("kafka-controller");
    ChildCommand command =
        new ChildCommand(
            "kafka",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                // Its start is the longest of the three stores, and C1 alone halves it.
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaNode.class.getName(),
                data.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort)),
            Map.of(),
            data,
            folder.freshLog("kafka"),
            StopSignal.TERM,
            Duration.ofSeconds(10));
    KafkaServer server = new KafkaServer(Child.start(command, guard), port);
    Readiness.await("Kafka", server.child, START_LIMIT, () -> Ports.isListening(port));
    server.makeTopics();
    return server;
  }

  private void makeTopics() {
    Properties settings = new Properties();
    settings.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    settings.setProperty(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "200");
    Admin admin = Admin.create(settings);
    try {
      Set<String> present = answer(admin.listTopics().names());
      List<NewTopic> missing =
          TOPICS.entrySet().stream()
              .filter(topic -> !present.contains(topic.getKey()))
              .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1))
              .map(topic -> topic.configs(Map.of("retention.ms", "-1")))
              .toList();
      answer(admin.createTopics(missing).all());
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  /** Waits for an answer of the node, and no longer than the node lives. */
  private <T> T answer(KafkaFuture<T> asked) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    var _ =
        asked
            .toCompletionStage()
            .thenAccept(answer::complete)
            .exceptionally(
                fault -> {
                  answer.completeExceptionally(fault);
                  return null;
                });
    var _ =
        child
            .exited()
            .thenRun(() -> answer.completeExceptionally(new IOException("Kafka has ended")));
    try {
      return answer.orTimeout(ANSWER_LIMIT_S, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new RunFailure(
          ExitCode.SERVICE_FAILED,
          "Kafka did not answer; see %s.".formatted(child.command().logFile()),
          e);
    }
  }

  /** What clients connect to. */
  public String bootstrapServers() {
    return address(port);
  }

  /** The running process. */
  public Child child() {
    return child;
  }
}
