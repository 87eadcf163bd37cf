package dev.afterglow.capture.device;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Under which address a caller counts: that of the connection, or, where a trusted proxy holds the
 * connection, the last one of {@code X-Forwarded-For} that is not a trusted proxy's itself.
 */
public final class CallerAddress {
  /** Where the transport does not say; all such callers count as one. */
  public static final String UNKNOWN = "unknown";

  // A line has 64 bits of IPv6 addresses to choose from.
  private static final int LINE_BITS = 64;
  private static final int LONGEST_HEADER = 1_024;

  private final List<Network> proxies;

  /** Addresses behind these proxies. */
  public CallerAddress(List<Network> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  /**
   * The address under which a call counts.
   *
   * @param peer who holds the connection
   * @param forwardedFor the header, empty for none
   */
  public String of(InetAddress peer, String forwardedFor) {
    InetAddress caller = peer;
    if (forwardedFor.length() <= LONGEST_HEADER) {
      String[] hops = forwardedFor.split(",", -1);
      for (int i = hops.length - 1; i >= 0 && trusted(caller); i--) {
        try {
          caller = InetAddress.ofLiteral(hops[i].strip());
        } catch (IllegalArgumentException e) {
          break;
        }
      }
    }
    return line(caller);
  }

  private boolean trusted(InetAddress address) {
    return proxies.stream().anyMatch(it -> it.holds(address));
  }

  private static String line(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    try {
      return InetAddress.getByAddress(Network.first(address.getAddress(), LINE_BITS))
          .getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen bytes are an address", e);
    }
  }
}
