package dev.afterglow.registry.licence;

import java.time.Instant;

/**
 * A licence over a likeness.
 *
 * <pre>
 *   grant ──▶ Active ──revoke──▶ Revoked      (epoch + 1)
 *                │
 *                └─ before its start or from its end on it allows nothing; that is the clock's
 *                   matter and no state
 * </pre>
 */
public sealed interface Licence {

  /** What was granted; never changes. */
  Grant grant();

  /** Counts up with every revocation; leases carry it. From 1. */
  long epoch();

  /**
   * What was granted.
   *
   * @param licenceId the licence
   * @param licensorSubjectId the person portrayed, who grants
   * @param terms what it allows
   * @param consent the consent it stands on
   * @param avatarSha256Hex the avatar's file at the time of granting
   * @param createTime when it was granted
   */
  record Grant(
      String licenceId,
      String licensorSubjectId,
      LicenceTerms terms,
      Consent consent,
      String avatarSha256Hex,
      Instant createTime) {}

  /** In force within its times. */
  record Active(Grant grant, long epoch) implements Licence {

    /** Ends the licence for good. */
    public Revoked revoke(Instant now) {
      return new Revoked(grant, epoch + 1, now);
    }
  }

  /** Ended for good. */
  record Revoked(Grant grant, long epoch, Instant revokeTime) implements Licence {}

  /** A licence just granted. */
  static Active granted(Grant grant) {
    return new Active(grant, 1);
  }
}
