package dev.afterglow.standalone.infra;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.process.Disk;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;

/**
 * The ports of a data folder. A name keeps its port from run to run as long as the port is free, so
 * that a tool pointed at the database still finds it tomorrow; a taken one is replaced.
 *
 * <p>A port is looked for by binding it and letting go, so another program can still take it before
 * the server does; the server's start then fails with its own message.
 */
public final class Ports {
  /**
   * Below the range from which Linux gives outgoing connections their ports, above most servers.
   */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;

  private final Path file;
  private final Properties remembered = new Properties();
  private final Set<Integer> given = new HashSet<>();

  private Ports(Path file) {
    this.file = file;
  }

  /** Reads the remembered ports of a data folder; none are remembered at first. */
  public static Ports of(Path dataFolder) {
    Ports ports = new Ports(dataFolder.resolve("ports.properties"));
    if (Files.exists(ports.file)) {
      try (Reader reader = Files.newBufferedReader(ports.file)) {
        ports.remembered.load(reader);
      } catch (IOException e) {
        throw Disk.failure(ports.file, e);
      }
    }
    return ports;
  }

  /** The port for a name: the remembered one when it is free, else a new one. */
  public synchronized int of(String name) {
    String known = remembered.getProperty(name);
    if (known != null && known.matches("\\d{4,5}")) {
      int port = Integer.parseInt(known);
      if (!given.contains(port) && isFree(port)) {
        given.add(port);
        return port;
      }
    }
    int start = FIRST + Math.floorMod(file.hashCode() + name.hashCode() * 31, LAST - FIRST);
    for (int step = 0; step < LAST - FIRST; step++) {
      int port = FIRST + (start - FIRST + step) % (LAST - FIRST);
      if (!given.contains(port) && isFree(port)) {
        given.add(port);
        remember(name, port);
        return port;
      }
    }
    throw new RunFailure(
        ExitCode.PORT_BUSY, "No free port between %d and %d.".formatted(FIRST, LAST));
  }

  /** Takes exactly this port, or says that it is busy. */
  public synchronized int require(String name, int port) {
    check(name, port);
    given.add(port);
    return port;
  }

  /** Says now that a port is busy, before anything was started for its sake. */
  public synchronized void check(String name, int port) {
    if (given.contains(port) || !isFree(port)) {
      throw new RunFailure(
          ExitCode.PORT_BUSY,
          "Port %d for %s is in use; stop the program that holds it or choose another with --port."
              .formatted(port, name));
    }
  }

  private void remember(String name, int port) {
    remembered.setProperty(name, Integer.toString(port));
    try (Writer writer = Files.newBufferedWriter(file)) {
      remembered.store(writer, null);
    } catch (IOException e) {
      throw Disk.failure(file, e);
    }
  }

  /** Whether loopback and the wildcard address can both be bound now. */
  static boolean isFree(int port) {
    return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        && canBind(new InetSocketAddress(port));
  }

  /** Whether something accepts connections on loopback. */
  static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean canBind(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      // A port in TIME_WAIT counts as free: the servers set the same option.
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException busy) {
      return false;
    }
  }
}
