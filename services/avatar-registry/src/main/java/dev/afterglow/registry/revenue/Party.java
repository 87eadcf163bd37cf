package dev.afterglow.registry.revenue;

import java.util.Comparator;

/**
 * Somebody who is owed something.
 *
 * @param role as what
 * @param partyId a person's UUID or an organisation's id, never a name; 1 to 128 letters, digits
 *     and {@code ._:-}
 */
public record Party(PartyRole role, String partyId) implements Comparable<Party> {
  private static final Comparator<Party> ORDER =
      Comparator.comparing(Party::role).thenComparing(Party::partyId);

  /** Checks the id. */
  public Party {
    if (!partyId.matches("[A-Za-z0-9._:-]{1,128}")) {
      throw new IllegalArgumentException("party_id has 1 to 128 letters, digits and ._:-");
    }
  }

  @Override
  public int compareTo(Party other) {
    return ORDER.compare(this, other);
  }

  /** In one word. Example: {@code OPERATOR/org-7}. */
  String word() {
    return role + "/" + partyId;
  }
}
