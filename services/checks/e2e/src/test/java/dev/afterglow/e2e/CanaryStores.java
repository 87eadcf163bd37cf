package dev.afterglow.e2e;

import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.infra.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Leads a search through everything that an installation keeps: its stores and its folder. */
final class CanaryStores {
  private final Standalone standalone;
  private final CanarySearch search;
  private final Set<String> places = new TreeSet<>();

  CanaryStores(Standalone standalone, CanarySearch search) {
    this.standalone = standalone;
    this.search = search;
  }

  /** Every table and view of every schema, every key, every topic and every file. */
  void all() throws SQLException, IOException {
    postgres();
    redis();
    kafka();
    files(standalone.folder().root());
  }

  /** What was looked at: tables, kinds of keys, topics and files, by name. */
  Set<String> places() {
    return Set.copyOf(places);
  }

  private void postgres() throws SQLException {
    try (Connection connection = standalone.stores().postgres().connect(PostgresServer.NAME);
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>(List.of("pg_catalog.pg_stat_activity"));
      try (ResultSet rows =
          statement.executeQuery(
              "select quote_ident(table_schema) || '.' || quote_ident(table_name)"
                  + " from information_schema.tables"
                  + " where table_schema not in ('pg_catalog', 'information_schema')")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        table(statement, table);
      }
    }
  }

  private void table(Statement statement, String table) throws SQLException {
    places.add("table " + table);
    try (ResultSet rows = statement.executeQuery("select * from " + table)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) {
          String place = "table " + table + "." + rows.getMetaData().getColumnName(column);
          if (rows.getMetaData().getColumnTypeName(column).equals("bytea")) {
            byte[] bytes = rows.getBytes(column);
            search.bytes(place, bytes == null ? new byte[0] : bytes);
          } else {
            String text = rows.getString(column);
            search.text(place, text == null ? "" : text);
          }
        }
      }
    }
  }

  private void redis() throws IOException {
    try (RedisWire redis =
        RedisWire.open(
            standalone.stores().redis().port(), standalone.stores().redis().password())) {
      for (byte[] key : redis.keys()) {
        String place = "Redis " + RedisWire.kindOf(key);
        places.add(place);
        search.bytes(place + " key", key);
        for (byte[] value : redis.values(key)) {
          search.bytes(place + " value", value);
        }
      }
    }
  }

  private void kafka() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", standalone.stores().kafka().bootstrapServers());
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = new TreeMap<>((a, b) -> name(a).compareTo(name(b)));
      ends.putAll(consumer.endOffsets(all));
      ends.keySet().forEach(it -> places.add("topic " + it.topic()));
      while (ends.entrySet().stream()
          .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(this::record);
      }
    }
  }

  private static String name(TopicPartition partition) {
    return partition.toString();
  }

  private void record(ConsumerRecord<byte[], byte[]> told) {
    String place = "topic " + told.topic();
    for (byte[] part : new byte[][] {told.key(), told.value()}) {
      search.bytes(place, part == null ? new byte[0] : part);
    }
    told.headers()
        .forEach(
            header -> {
              search.text(place + " header", header.key());
              search.bytes(
                  place + " header", header.value() == null ? new byte[0] : header.value());
            });
  }

  /** Every file below a folder, whatever it is; one that goes meanwhile is left. */
  private void files(Path root) throws IOException {
    try (Stream<Path> found = Files.walk(root)) {
      for (Path file :
          found.filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS)).toList()) {
        String place = "file " + root.relativize(file);
        search.text("name of " + place, root.relativize(file).toString());
        try {
          search.file(place, file);
          places.add(place);
        } catch (UncheckedIOException e) {
          if (!(e.getCause() instanceof NoSuchFileException)) {
            throw e;
          }
        }
      }
    }
  }
}
