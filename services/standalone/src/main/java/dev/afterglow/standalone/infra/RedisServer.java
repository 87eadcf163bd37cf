package dev.afterglow.standalone.infra;

import dev.afterglow.standalone.process.Child;
import dev.afterglow.standalone.process.ChildCommand;
import dev.afterglow.standalone.process.ChildCommand.StopSignal;
import dev.afterglow.standalone.process.DataFolder;
import dev.afterglow.standalone.process.OrphanGuard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** One Redis that writes each change to its append-only file before it answers. */
public final class RedisServer {
  private final Child child;
  private final int port;
  private final String password;

  private RedisServer(Child child, int port, String password) {
    this.child = child;
    this.port = port;
    this.password = password;
  }

  /** Starts the server on its data and waits until it answers. */
  public static RedisServer start(
      DataFolder folder, Path runtimeFolder, Ports ports, Secrets secrets, OrphanGuard guard)
      throws IOException {
    Path data = folder.root().resolve("redis");
    Files.createDirectories(data);
    int port = ports.of("redis");
    String password = secrets.value("redis");
    Path settings = folder.root().resolve("secrets/redis.conf");
    Secrets.write(settings, settings(port, password));
    ChildCommand command =
        new ChildCommand(
            "redis",
            List.of(program(runtimeFolder).toString(), settings.toString()),
            Map.of(),
            data,
            folder.freshLog("redis"),
            StopSignal.TERM,
            Duration.ofSeconds(5));
    RedisServer server = new RedisServer(Child.start(command, guard), port, password);
    Readiness.await("Redis", server.child, Duration.ofSeconds(20), server::answers);
    return server;
  }

  /** The data folder is the working directory, so a path with blanks needs no quoting. */
  private static String settings(int port, String password) {
    return """
        bind 127.0.0.1
        port %d
        requirepass %s
        appendonly yes
        appendfsync everysec
        save ""
        maxmemory 128mb
        maxmemory-policy noeviction
        """
        .formatted(port, password);
  }

  private static Path program(Path runtimeFolder) throws IOException {
    Path target = runtimeFolder.resolve("redis-server");
    if (Files.isExecutable(target)) {
      return target;
    }
    Files.createDirectories(runtimeFolder);
    Path packed = ExecutableProvider.newJarResourceProvider().get().toPath();
    Path draft = runtimeFolder.resolve("redis-server." + ProcessHandle.current().pid());
    Files.copy(packed, draft, StandardCopyOption.REPLACE_EXISTING);
    if (!draft.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make " + draft + " executable");
    }
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return target;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      socket.setSoTimeout(1_000);
      socket
          .getOutputStream()
          .write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return "+OK".equals(answers.readLine()) && "+PONG".equals(answers.readLine());
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The TCP port on loopback. */
  public int port() {
    return port;
  }

  /** The password that clients send. */
  public String password() {
    return password;
  }

  /** The running process. */
  public Child child() {
    return child;
  }
}
