package dev.afterglow.registry.identity;

import java.time.Instant;

/** The words for where a person is, as the contract and refusals use them. */
public final class Standings {
  private Standings() {}

  /**
   * Whether the person is verified at that time.
   *
   * @param allowSimulated whether the simulator's word counts
   */
  public static boolean verified(Person person, Instant now, boolean allowSimulated) {
    return person instanceof Person.Verified standing
        && standing.at(now) instanceof Person.Verified
        && (standing.verification().assurance() != AssuranceLevel.SIMULATED || allowSimulated);
  }

  /** The word at that time: a verified person may have become due. */
  public static String word(Person person, Instant now) {
    return switch (person) {
      case Person.Unverified _ -> "UNVERIFIED";
      case Person.Pending _ -> "PENDING";
      case Person.Verified verified ->
          verified.at(now) instanceof Person.Verified ? "VERIFIED" : "REVERIFY_DUE";
      case Person.ReverifyDue _ -> "REVERIFY_DUE";
      case Person.Suspended _ -> "SUSPENDED";
      case Person.Revoked _ -> "REVOKED";
      case Person.Erased _ -> "ERASED";
    };
  }
}
