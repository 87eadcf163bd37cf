package dev.afterglow.standalone.infra;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.process.Child;
import dev.afterglow.standalone.process.ChildCommand;
import dev.afterglow.standalone.process.ChildCommand.StopSignal;
import dev.afterglow.standalone.process.DataFolder;
import dev.afterglow.standalone.process.Disk;
import dev.afterglow.standalone.process.OrphanGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * One Postgres with one database for all services, each with a schema of its own.
 *
 * <p>Durable as in production: {@code fsync} and {@code synchronous_commit} stay on, since what a
 * service acknowledged must survive {@code kill -9} of anything. Only passwords open it, also on
 * loopback.
 */
public final class PostgresServer {
  /** The database and its owner. */
  public static final String NAME = "afterglow";

  private static final Duration INIT_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);

  private final Child child;
  private final int port;
  private final Secrets secrets;

  private PostgresServer(Child child, int port, Secrets secrets) {
    this.child = child;
    this.port = port;
    this.secrets = secrets;
  }

  /**
   * Starts the server on its data, initialising the data on first use, and waits until it answers.
   */
  public static PostgresServer start(
      DataFolder folder, Path runtimeFolder, Ports ports, Secrets secrets, OrphanGuard guard)
      throws IOException {
    Path programs = PostgresBinaries.unpackedUnder(runtimeFolder);
    Path data = folder.root().resolve("postgres");
    Path log = folder.freshLog("postgres");
    LeftoverPostmaster.clear(data);
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      initialise(programs, data, log, secrets, guard);
    }
    int port = ports.of("postgres");
    Child child = Child.start(command(programs, data, log, port), guard);
    PostgresServer server = new PostgresServer(child, port, secrets);
    server.awaitReady();
    return server;
  }

  private static void initialise(
      Path programs, Path data, Path log, Secrets secrets, OrphanGuard guard) throws IOException {
    Path draft = data.resolveSibling("postgres.draft");
    FileTree.delete(draft);
    List<String> command =
        unprivileged(
            List.of(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + draft,
                "--username=" + NAME,
                "--pwfile=" + secrets.file("postgres"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums"));
    Child child =
        Child.start(
            new ChildCommand(
                "initdb",
                command,
                Map.of(),
                data.resolveSibling(""),
                log,
                StopSignal.TERM,
                STOP_GRACE),
            guard);
    int status =
        child.exited().completeOnTimeout(-1, INIT_LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    if (status != 0) {
      child.kill();
      throw new RunFailure(
          ExitCode.SERVICE_FAILED,
          "Postgres could not initialise its data folder; see %s.".formatted(log));
    }
    Files.move(draft, data);
  }

  private static ChildCommand command(Path programs, Path data, Path log, int port) {
    List<String> arguments =
        new ArrayList<>(
            List.of(programs.resolve("bin/postgres").toString(), "-D", data.toString()));
    Map<String, String> settings =
        Map.of(
            "port", Integer.toString(port),
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "fsync", "on",
            "synchronous_commit", "on",
            // Five services with pools of at most 10 to 20, and a person with psql.
            "max_connections", "120",
            "shared_buffers", "48MB",
            "timezone", "UTC",
            "log_timezone", "UTC");
    settings.forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
    return new ChildCommand(
        "postgres",
        unprivileged(arguments),
        Map.of(),
        data.resolveSibling(""),
        log,
        StopSignal.INT,
        STOP_GRACE);
  }

  /** Postgres refuses to run as root; a user namespace of its own takes the privileges away. */
  private static List<String> unprivileged(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of("unshare", "--user"));
    wrapped.addAll(command);
    return List.copyOf(wrapped);
  }

  private void awaitReady() {
    Readiness.await(
        "Postgres",
        child,
        Duration.ofSeconds(60),
        () -> {
          try (Connection connection = connect("postgres")) {
            createDatabase(connection);
            return true;
          } catch (SQLException notYet) {
            return false;
          }
        });
  }

  private static void createDatabase(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
      if (!found.next()) {
        try (var create = connection.createStatement()) {
          create.execute("CREATE DATABASE " + NAME);
        }
      }
    }
  }

  /** A connection for checks and tests. */
  public Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", NAME);
    properties.setProperty("password", secrets.value("postgres"));
    properties.setProperty("connectTimeout", "2");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }

  /** The TCP port on loopback. */
  public int port() {
    return port;
  }

  /** The owner's password. */
  public String password() {
    return secrets.value("postgres");
  }

  /** The running process. */
  public Child child() {
    return child;
  }

  /** Removes what a killed first start may have left half-made. */
  private static final class FileTree {
    private static void delete(Path root) {
      if (!Files.exists(root)) {
        return;
      }
      try (var files = Files.walk(root)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw Disk.failure(root, e);
      }
    }
  }
}
