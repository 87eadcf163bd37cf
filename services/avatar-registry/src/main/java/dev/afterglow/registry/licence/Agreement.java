package dev.afterglow.registry.licence;

import java.util.List;
import java.util.Objects;

/**
 * What a licence says beside the uses that it allows.
 *
 * @param licenseeOrgId to which organisation it is granted; empty = none is named
 * @param credit the line that names whoever has to be named, 0 to 256 characters
 * @param sublicensable whether the licensee may grant sublicences
 * @param termination how it is ended before its time
 * @param termsSha256Hex SHA-256 of the long text, 64 lower-case hex digits; empty = there is none
 * @param roles who is what; at most 32
 */
public record Agreement(
    String licenseeOrgId,
    String credit,
    boolean sublicensable,
    Termination termination,
    String termsSha256Hex,
    List<RoleHolder> roles) {
  /** Nothing beside the uses. */
  public static final Agreement NONE =
      new Agreement("", "", false, Termination.AT_ONCE, "", List.of());

  /** Checks texts and digests. */
  public Agreement {
    licenseeOrgId = Objects.requireNonNullElse(licenseeOrgId, "");
    credit = Objects.requireNonNullElse(credit, "");
    termination = Objects.requireNonNullElse(termination, Termination.AT_ONCE);
    termsSha256Hex = Objects.requireNonNullElse(termsSha256Hex, "");
    roles = List.copyOf(Objects.requireNonNullElse(roles, List.of()));
    if (credit.length() > 256 || credit.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a credit has at most 256 characters, none of them control characters");
    }
    if (!termsSha256Hex.matches("([0-9a-f]{64})?")) {
      throw new IllegalArgumentException("the long text is named by SHA-256");
    }
    if (sublicensable && licenseeOrgId.isEmpty()) {
      throw new IllegalArgumentException("whoever may sublicense is named as licensee");
    }
  }
}
