package dev.afterglow.capture.browser;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which sites' pages may connect. A browser names the site in {@code Origin} and no page can change
 * that; a program that names none is no browser, cannot be tricked by a page, and has to have the
 * drive token like everybody.
 */
final class OriginRules {
  private static final String ANY_PORT = ":*";
  private static final Pattern ORIGIN =
      Pattern.compile("(https?://(?:\\[[0-9a-f:.]+]|[a-z0-9._-]+))(:[0-9]{1,5}|:\\*)?");

  private final Set<String> allowed;

  /**
   * Rules for origins such as {@code https://studio.example.com}, or {@code http://127.0.0.1:*} for
   * whatever port.
   *
   * @throws IllegalArgumentException for an entry that is no origin, so that a slip stops the start
   */
  OriginRules(Collection<String> allowed) {
    this.allowed =
        allowed.stream().map(OriginRules::normal).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a page of that site may connect; empty where no site is named. */
  boolean allows(Optional<String> origin) {
    if (origin.isEmpty()) {
      return true;
    }
    Matcher site = ORIGIN.matcher(origin.get().toLowerCase(Locale.ROOT));
    return site.matches()
        && !site.group().endsWith(ANY_PORT)
        && (allowed.contains(site.group()) || allowed.contains(site.group(1) + ANY_PORT));
  }

  private static String normal(String entry) {
    String origin = entry.strip().toLowerCase(Locale.ROOT);
    if (!ORIGIN.matcher(origin).matches()) {
      throw new IllegalArgumentException(
          "an origin is a scheme, a host and perhaps a port, as in https://studio.example.com");
    }
    return origin;
  }
}
