package dev.afterglow.platform.tenant;

import java.util.regex.Pattern;

/**
 * A shop or agency (MCN) among those that share an installation.
 *
 * @param name 1 to 63 of a to z, 0 to 9 and hyphen, no hyphen at an end: a DNS label, so that it is
 *     safe in names of files, topics and hosts
 */
public record Tenant(String name) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** The tenant of an installation that has only one. */
  public static final Tenant DEFAULT = new Tenant("default");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public Tenant {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a tenant's name");
    }
  }
}
