package dev.afterglow.registry.licence;

import java.util.List;
import java.util.Objects;

/**
 * Where a licence comes from.
 *
 * @param ancestors the licences above a sublicence, its parent first; at most 4; empty = granted by
 *     the licensor
 * @param grantorSubjectId the member of the parent's licensee who granted; empty = the licensor did
 */
public record Descent(List<String> ancestors, String grantorSubjectId) {
  /** Granted by the licensor. */
  public static final Descent FIRST = new Descent(List.of(), "");

  /** How many licences may stand above one. */
  public static final int MOST = 4;

  /** Checks the depth. */
  public Descent {
    ancestors = List.copyOf(Objects.requireNonNullElse(ancestors, List.of()));
    grantorSubjectId = Objects.requireNonNullElse(grantorSubjectId, "");
    if (ancestors.size() > MOST) {
      throw new IllegalArgumentException("a sublicence is at most 4 deep");
    }
  }

  /** The parent; empty where there is none. */
  public String parentLicenceId() {
    return ancestors.isEmpty() ? "" : ancestors.getFirst();
  }
}
