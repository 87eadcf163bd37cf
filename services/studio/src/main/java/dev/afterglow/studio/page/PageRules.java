package dev.afterglow.studio.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a browser's request is let in. A program that sends no {@code Origin} is no browser and
 * cannot be tricked into a request by a page.
 */
final class PageRules {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Set<String> allowedHosts;

  PageRules(Collection<String> allowedHosts) {
    this.allowedHosts =
        allowedHosts.stream()
            .map(it -> it.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the {@code Host} header, with or without port, is one of ours. */
  boolean allowsHost(String host) {
    return allowedHosts.contains(withoutPort(host.toLowerCase(Locale.ROOT)));
  }

  /**
   * Whether the request may come from where it comes.
   *
   * @param upgrade whether it opens a WebSocket, which no same-origin rule of a browser protects
   * @param fetchSite what the browser says about it, if it says so
   */
  boolean allowsOrigin(
      String method,
      boolean upgrade,
      String host,
      Optional<String> origin,
      Optional<String> fetchSite) {
    boolean harmless = SAFE.contains(method) && !upgrade;
    if (harmless) {
      return true;
    }
    boolean crossSite =
        fetchSite.filter(it -> !it.equals("same-origin") && !it.equals("none")).isPresent();
    return !crossSite && origin.map(it -> isOurs(it, host)).orElse(true);
  }

  private static boolean isOurs(String origin, String host) {
    try {
      URI uri = new URI(origin);
      String authority = uri.getRawAuthority();
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && authority != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * Whether a path is one of the presenter's page, which their own phone loads: the page, what it
   * is made of, its settings, and the tracker's models.
   */
  boolean isPresenters(String method, String path) {
    boolean reads = method.equals("GET") || method.equals("HEAD");
    return reads
        && !path.contains("..")
        && (path.startsWith(PagePolicy.CAPTURE)
            || path.startsWith(PagePolicy.ASSETS)
            || path.equals("/favicon.svg")
            || path.equals("/api/v1/capture"));
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']') && colon >= 0;
    return port ? host.substring(0, colon) : host;
  }
}
