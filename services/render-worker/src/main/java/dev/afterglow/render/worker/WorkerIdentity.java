package dev.afterglow.render.worker;

import java.util.regex.Pattern;

/**
 * Who this worker is.
 *
 * @param id 1 to 64 of letters, digits, dot, underscore, hyphen; stable for a process
 */
public record WorkerIdentity(String id) {
  private static final Pattern SHAPE = Pattern.compile("[a-zA-Z0-9._-]{1,64}");

  public WorkerIdentity {
    if (!SHAPE.matcher(id).matches()) {
      throw new IllegalArgumentException("a worker id is 1 to 64 of a-z A-Z 0-9 . _ -, was " + id);
    }
  }
}
