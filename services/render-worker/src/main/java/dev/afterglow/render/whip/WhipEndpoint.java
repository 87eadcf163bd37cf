package dev.afterglow.render.whip;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an offer goes.
 *
 * @param address without a fragment; {@code https}, or {@code http} on this machine
 * @param bearer the token, a secret; empty for none
 */
public record WhipEndpoint(URI address, Optional<String> bearer) {
  /** RFC 6750, 2.1. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]");

  /**
   * Reads an address with its token behind {@code #}, which no request carries. Example: {@code
   * https://media.example/whip/room#token}.
   *
   * @throws IllegalArgumentException when it is none; says nothing of what it was
   */
  public static WhipEndpoint of(String url) {
    try {
      URI whole = new URI(url);
      String token = whole.getRawFragment();
      URI bare = new URI(url.contains("#") ? url.substring(0, url.indexOf('#')) : url);
      if (!safe(bare) || (token != null && !TOKEN.matcher(token).matches())) {
        throw new IllegalArgumentException("not an address of a WHIP endpoint");
      }
      return new WhipEndpoint(bare, Optional.ofNullable(token));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not an address of a WHIP endpoint");
    }
  }

  /** Whether a token may be sent there: over TLS, or without leaving this machine. */
  static boolean safe(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = address.getHost();
    if (host == null || address.getRawUserInfo() != null) {
      return false;
    }
    boolean plainHere = scheme.equals("http") && LOOPBACK.matcher(host).matches();
    return scheme.equals("https") || plainHere;
  }

  /** Whether two addresses are of one origin (RFC 6454, 5). */
  static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  @Override
  public String toString() {
    return "WhipEndpoint";
  }
}
