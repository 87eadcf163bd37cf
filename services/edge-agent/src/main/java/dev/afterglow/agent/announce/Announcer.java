package dev.afterglow.agent.announce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

/**
 * Announces the agent by multicast DNS (RFC 6762) for as long as it runs, and takes the
 * announcement back at the end. It neither names the machine nor the person: hosts and instances
 * are called after the agent, with a number where a network has several. A network that lets no
 * multicast through costs the announcement alone, never what is heard.
 */
public final class Announcer implements AutoCloseable {
  private static final String HOST = "afterglow-agent";
  private static final String INSTANCE = "Afterglow agent";
  private static final int MOST_NETWORKS = 4;
  // Taking back asks each responder for a goodbye, which it spreads over a second or two.
  private static final long FAREWELL_MS = 6_000;

  private final List<JmDNS> responders = new ArrayList<>();
  private final Thread thread;
  private volatile String state;

  private Announcer(List<InetAddress> addresses, List<Notice> notices) {
    this.state = addresses.isEmpty() ? "" : "being announced on the network";
    this.thread =
        Thread.ofPlatform().daemon().name("announce").start(() -> announce(addresses, notices));
  }

  /**
   * Begins to announce at once, beside the caller: opening takes a tenth of a second a network.
   *
   * @param addresses this machine's, one each network; none announces nothing
   */
  public static Announcer start(List<InetAddress> addresses, List<Notice> notices) {
    return new Announcer(List.copyOf(addresses), List.copyOf(notices));
  }

  /**
   * On which of its addresses a listener can be found.
   *
   * @param listen where it listens; the loopback gives none, "any" one of each network that is up
   *     and knows multicast, four at most
   */
  public static List<InetAddress> reachable(InetAddress listen) {
    if (listen.isLoopbackAddress()) {
      return List.of();
    }
    if (!listen.isAnyLocalAddress()) {
      return List.of(listen);
    }
    try (Stream<NetworkInterface> networks = NetworkInterface.networkInterfaces()) {
      return networks
          .filter(Announcer::carriesMulticast)
          .flatMap(
              it ->
                  it
                      .inetAddresses()
                      .filter(Inet4Address.class::isInstance)
                      .limit(1)
                      .toList()
                      .stream())
          .limit(MOST_NETWORKS)
          .toList();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How far it has come, a line or none. */
  public List<String> lines() {
    return state.isEmpty() ? List.of() : List.of(state);
  }

  @Override
  public void close() {
    try {
      thread.join(FAREWELL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Thread> farewells;
    synchronized (responders) {
      farewells =
          responders.stream()
              .map(it -> Thread.ofPlatform().daemon().name("farewell").start(() -> leave(it)))
              .toList();
    }
    for (Thread farewell : farewells) {
      try {
        farewell.join(FAREWELL_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void announce(List<InetAddress> addresses, List<Notice> notices) {
    List<String> at = new ArrayList<>();
    String why = "";
    for (InetAddress address : addresses) {
      try {
        JmDNS responder = JmDNS.create(address, HOST);
        synchronized (responders) {
          responders.add(responder);
        }
        for (Notice notice : notices) {
          responder.registerService(
              ServiceInfo.create(notice.type(), INSTANCE, notice.port(), 0, 0, notice.text()));
        }
        at.add(address.getHostAddress());
      } catch (IOException | RuntimeException e) {
        why = String.valueOf(e.getMessage());
      }
    }
    if (addresses.isEmpty()) {
      return;
    }
    state =
        at.isEmpty()
            ? "not announced on the network: " + why
            : "announced as \"%s\" at %s".formatted(INSTANCE, String.join(", ", at));
  }

  private void leave(JmDNS responder) {
    try {
      responder.close();
    } catch (IOException e) {
      // Listeners forget the announcement with its time to live, an hour at most.
      state = "announcement not taken back: " + e.getMessage();
    }
  }

  private static boolean carriesMulticast(NetworkInterface network) {
    try {
      return network.isUp()
          && network.supportsMulticast()
          && !network.isLoopback()
          && !network.isPointToPoint();
    } catch (SocketException gone) {
      return false;
    }
  }
}
