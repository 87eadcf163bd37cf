package dev.afterglow.platform.auth;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The calls of a service that need no service token, because their callers hold none and show
 * something else: a presenter's device, its drive token or pairing code. A service that has such
 * calls provides one bean of this type and a test that names them; where there is none, or more
 * than one, every call needs the token. The handler of an open call authenticates its caller.
 *
 * @param fullNames methods by service and name. Example:
 *     "afterglow.capture.v1.CaptureService/OpenDrive"
 */
public record OpenMethods(Set<String> fullNames) {
  /** Every call needs the token. */
  public static final OpenMethods NONE = new OpenMethods(Set.of());

  private static final Pattern NAME = Pattern.compile("[a-z0-9_.]+\\.[A-Za-z]+/[A-Za-z]+");

  /**
   * Checks and copies the names.
   *
   * @throws IllegalArgumentException if one is no method's full name: no pattern opens a service
   */
  public OpenMethods {
    for (String name : fullNames) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("not a method's full name: " + name);
      }
    }
    fullNames = Set.copyOf(fullNames);
  }

  /** Whether a method may be called without the token. */
  boolean covers(String fullMethodName) {
    return fullNames.contains(fullMethodName);
  }
}
