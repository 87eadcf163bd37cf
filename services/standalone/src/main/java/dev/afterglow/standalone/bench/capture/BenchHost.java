package dev.afterglow.standalone.bench.capture;

import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.infra.Ports;
import dev.afterglow.standalone.infra.Readiness;
import dev.afterglow.standalone.infra.RedisServer;
import dev.afterglow.standalone.infra.Secrets;
import dev.afterglow.standalone.process.Child;
import dev.afterglow.standalone.process.ChildCommand;
import dev.afterglow.standalone.process.ChildCommand.StopSignal;
import dev.afterglow.standalone.process.DataFolder;
import dev.afterglow.standalone.process.OrphanGuard;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Redis, capture-ingest and the bare relay as processes of their own, on fresh data. */
final class BenchHost implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  // As a service that holds many drives is run, not as the one drive of a standalone room: both
  // compilers, and room for the drives. The same for the relay.
  private static final List<String> JVM_FLAGS =
      List.of(
          "-Xms3g",
          "-Xmx3g",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");
  private static final String RELAY = "dev.afterglow.capture.bench.BareRelayGrpc";

  private final Installation installation;
  private final DataFolder folder;
  private final OrphanGuard guard;
  private final Ports ports;
  private final Secrets secrets;
  private final RedisServer redis;
  private final List<String> moreFlags;
  private final List<String> collector;

  private BenchHost(
      Installation installation, Path data, List<String> moreFlags, List<String> collector)
      throws IOException {
    this.installation = installation;
    this.moreFlags = moreFlags;
    this.collector = collector;
    this.folder = DataFolder.open(data);
    this.guard = OrphanGuard.start();
    this.ports = Ports.of(folder.root());
    this.secrets = new Secrets(folder.root(), new SecureRandom());
    Path runtime = installation.root().resolve("services/standalone/target/runtime");
    this.redis = RedisServer.start(folder, runtime, ports, secrets, guard);
  }

  /**
   * Starts Redis.
   *
   * @param moreFlags further flags of the service's JVM, such as a profiler's
   * @param collector which collector all of them have, and how
   */
  static BenchHost start(
      Installation installation, Path data, List<String> moreFlags, List<String> collector)
      throws IOException {
    return new BenchHost(installation, data, moreFlags, collector);
  }

  /** Starts capture-ingest as a broadcast's service is started, with the real Redis. */
  IngestTarget ingest(int mostDrives, DriveScript script) throws IOException {
    return ingest(
        "capture-ingest",
        installation.jarOf(Service.CAPTURE_INGEST),
        moreFlags,
        mostDrives,
        script);
  }

  /**
   * Starts another build of capture-ingest in the same way.
   *
   * @param folder its {@code quarkus-app}
   */
  IngestTarget ingest(Path folder, int mostDrives, DriveScript script) throws IOException {
    Path jar = folder.resolve("quarkus-run.jar");
    return ingest("capture-ingest-before", jar, List.of(), mostDrives, script);
  }

  private IngestTarget ingest(
      String name, Path jar, List<String> flags, int mostDrives, DriveScript script)
      throws IOException {
    int port = ports.of(name);
    List<String> command = java();
    command.addAll(flags);
    command.addAll(
        List.of(
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.redis.hosts=redis://127.0.0.1:" + redis.port(),
            "-Dafterglow.auth.service-token-file=" + secrets.file("service-token"),
            "-Dafterglow.capture.max-drives=" + mostDrives,
            "-Dafterglow.capture.unsigned-drives=true",
            "-jar",
            jar.toString()));
    Child child = start(name, command, Map.of("QUARKUS_REDIS_PASSWORD", redis.password()), port);
    return new IngestTarget(name, port, child.pid(), secrets.value("service-token"), script);
  }

  /** Starts the relay from the same jars. */
  RelayTarget relay(DriveScript script) throws IOException {
    int port = ports.of("bare-relay");
    Path app = installation.jarOf(Service.CAPTURE_INGEST).resolveSibling("app");
    Path libraries = app.resolveSibling("lib").resolve("main");
    List<String> command = java();
    command.addAll(
        List.of(
            "-cp",
            app.resolve("*") + File.pathSeparator + libraries.resolve("*"),
            RELAY,
            Integer.toString(port)));
    Child child = start("bare-relay", command, Map.of(), port);
    return new RelayTarget("bare relay", port, child.pid(), script);
  }

  /** Starts the two threads that only read and write. */
  RelayTarget floor(DriveScript script) throws IOException {
    int port = ports.of("bare-sockets");
    List<String> command = java();
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            SocketFloor.class.getName(),
            Integer.toString(port)));
    Child child = start("bare-sockets", command, Map.of(), port);
    return new RelayTarget("bare sockets", port, child.pid(), script);
  }

  private List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_FLAGS);
    command.addAll(collector);
    return command;
  }

  private Child start(String name, List<String> command, Map<String, String> environment, int port)
      throws IOException {
    Child child =
        Child.start(
            new ChildCommand(
                name,
                command,
                environment,
                folder.root(),
                folder.freshLog(name),
                StopSignal.TERM,
                Duration.ofSeconds(10)),
            guard);
    Readiness.await(name, child, START_LIMIT, () -> listens(port));
    return child;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    List<Child> children = guard.children();
    children.forEach(Child::askToStop);
    children.forEach(Child::awaitEnd);
    guard.close();
    folder.close();
  }
}
