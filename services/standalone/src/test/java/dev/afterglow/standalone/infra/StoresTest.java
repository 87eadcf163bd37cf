package dev.afterglow.standalone.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.process.DataFolder;
import java.io.BufferedReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
  @TempDir Path temporary;

  @Test
  void shouldKeepWhatWasWrittenWhenStartedAgainOnTheSameFolder() throws Exception {
    // Given
    Path root = temporary.resolve("a folder with blanks");
    try (StoresFixture first = new StoresFixture(root)) {
      write(first, "kept");
    }

    // When
    try (StoresFixture second = new StoresFixture(root)) {
      second.awaitAll();

      // Then
      assertThat(rows(second)).containsExactly("kept");
      assertThat(records(second)).containsExactly("kept");
      assertThat(second.stores.startTimes()).containsOnlyKeys("postgres", "redis", "kafka");
    }
  }

  @Test
  void shouldKeepWhatWasWrittenWhenEveryStoreWasKilled() throws Exception {
    // Given
    Path root = temporary.resolve("killed");
    try (StoresFixture first = new StoresFixture(root)) {
      write(first, "kept");
      first.guard.children().forEach(child -> child.kill());
    }

    // When
    try (StoresFixture second = new StoresFixture(root)) {

      // Then
      assertThat(rows(second)).containsExactly("kept");
      assertThat(records(second)).containsExactly("kept");
    }
  }

  @Test
  void shouldLeaveNoProcessWhenStoppedInOrder() throws Exception {
    // Given
    StoresFixture fixture = new StoresFixture(temporary.resolve("ordered"));
    fixture.awaitAll();
    long[] pids = fixture.pids();

    // When
    fixture.close();

    // Then
    assertThat(pids).hasSize(3);
    assertThat(Arrays.stream(pids).filter(StoresTest::isAlive)).isEmpty();
    assertThat(isAlive(fixture.guard.pid())).isFalse();
  }

  @Test
  void shouldLeaveNoProcessWhenTheSupervisorIsKilled() throws Exception {
    // Given
    Path root = temporary.resolve("supervisor");
    Process supervisor =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StoresFixture.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<Long> pids = pids(supervisor);

    // When
    supervisor.destroyForcibly().waitFor();

    // Then
    assertThat(pids).hasSize(4);
    for (long pid : pids) {
      Optional<ProcessHandle> handle = ProcessHandle.of(pid);
      if (handle.isPresent()) {
        assertThat(handle.get().onExit()).succeedsWithin(30, TimeUnit.SECONDS);
      }
    }
    try (DataFolder free = DataFolder.open(root)) {
      assertThat(free.root()).exists();
    }
  }

  @Test
  void shouldStartWhenAKilledRunLeftAPidFileOfAnotherProcess() throws Exception {
    // Given
    Path root = temporary.resolve("stale");
    try (StoresFixture first = new StoresFixture(root)) {
      first.awaitAll();
    }
    Files.writeString(
        root.resolve("postgres/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + root.resolve("postgres") + "\n");

    // When
    try (StoresFixture second = new StoresFixture(root)) {
      second.awaitAll();

      // Then
      assertThat(second.stores.postgres().child().isAlive()).isTrue();
    }
  }

  @Test
  void shouldMoveToAnotherPortWhenTheRememberedOneIsTaken() throws Exception {
    // Given
    int remembered = Ports.of(temporary).of("postgres");
    try (ServerSocket squatter = new ServerSocket(remembered)) {

      // When
      int given = Ports.of(temporary).of("postgres");

      // Then
      assertThat(given).isNotEqualTo(squatter.getLocalPort());
    }
  }

  @Test
  void shouldNameThePortWhenTheOneAskedForIsBusy() throws Exception {
    // Given
    try (ServerSocket squatter = new ServerSocket(0)) {
      Ports ports = Ports.of(temporary);

      // When
      RunFailure failure =
          catchThrowableOfType(
              RunFailure.class, () -> ports.require("studio", squatter.getLocalPort()));

      // Then
      assertThat(failure.exitCode()).isEqualTo(ExitCode.PORT_BUSY);
      assertThat(failure.sentence()).contains("Port " + squatter.getLocalPort(), "studio");
    }
  }

  @Test
  void shouldRefuseTheDataFolderWhenAnotherRunHoldsIt() {
    // Given
    try (DataFolder held = DataFolder.open(temporary)) {

      // When
      RunFailure failure =
          catchThrowableOfType(RunFailure.class, () -> DataFolder.open(held.root()));

      // Then
      assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA_FOLDER_IN_USE);
      assertThat(failure.sentence())
          .contains("process " + ProcessHandle.current().pid(), held.root().toString());
    }
  }

  private static void write(StoresFixture fixture, String value) throws Exception {
    fixture.awaitAll();
    try (var connection = fixture.stores.postgres().connect(PostgresServer.NAME);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (value text)");
      statement.execute("INSERT INTO kept VALUES ('" + value + "')");
    }
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", fixture.stores.kafka().bootstrapServers());
    settings.setProperty("acks", "all");
    settings.setProperty("compression.type", "lz4");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(KafkaServer.QUARANTINE, "key", value)).get();
    }
  }

  private static List<String> rows(StoresFixture fixture) throws Exception {
    try (var connection = fixture.stores.postgres().connect(PostgresServer.NAME);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT value FROM kept")) {
      rows.next();
      return List.of(rows.getString(1));
    }
  }

  private static List<String> records(StoresFixture fixture) {
    var partition = new TopicPartition(KafkaServer.QUARANTINE, 0);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", fixture.stores.kafka().bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var records = consumer.poll(java.time.Duration.ofSeconds(30));
      return records.records(partition).stream().map(record -> record.value()).toList();
    }
  }

  private static List<Long> pids(Process supervisor) throws Exception {
    try (BufferedReader lines = supervisor.inputReader()) {
      String line =
          CompletableFuture.supplyAsync(
                  () -> lines.lines().filter(l -> l.startsWith("pids")).findFirst())
              .get(120, TimeUnit.SECONDS)
              .orElse("pids");
      return Arrays.stream(line.split(" ")).skip(1).map(Long::valueOf).toList();
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
