package dev.afterglow.registry.licence;

import java.time.Instant;

/**
 * A licence over a likeness, a design or a script.
 *
 * <pre>
 *   grant ──▶ Active ──notice──▶ Ending ──┐
 *                │                        ├─revoke──▶ Revoked      (epoch + 1)
 *                └────────────────────────┘
 *   before its start, from its end on, and once its notice is over it allows nothing; that is
 *   the clock's matter and no state
 * </pre>
 */
public sealed interface Licence {

  /** What was granted; never changes. */
  Grant grant();

  /** Counts up with every revocation; leases carry it. From 1. */
  long epoch();

  /**
   * Whether it was neither revoked nor ended by notice by then; its own times are another matter.
   */
  boolean standsAt(Instant now);

  /** When it ended or will end, as far as is known now. */
  default Instant endTime() {
    Instant own = grant().terms().endTime();
    Instant cut =
        switch (this) {
          case Active _ -> own;
          case Ending ending -> ending.noticeEndTime();
          case Revoked revoked -> revoked.revokeTime();
        };
    return cut.isBefore(own) ? cut : own;
  }

  /**
   * What was granted.
   *
   * @param licenceId the licence
   * @param licensorSubjectId the person portrayed, or the holder of the work's title
   * @param terms what it allows
   * @param consent the consent it stands on
   * @param avatarSha256Hex the avatar's file at the time of granting
   * @param createTime when it was granted
   * @param descent where it comes from
   */
  record Grant(
      String licenceId,
      String licensorSubjectId,
      LicenceTerms terms,
      Consent consent,
      String avatarSha256Hex,
      Instant createTime,
      Descent descent) {

    /** Granted by the licensor. */
    public Grant(
        String licenceId,
        String licensorSubjectId,
        LicenceTerms terms,
        Consent consent,
        String avatarSha256Hex,
        Instant createTime) {
      this(
          licenceId, licensorSubjectId, terms, consent, avatarSha256Hex, createTime, Descent.FIRST);
    }
  }

  /** Not revoked. */
  sealed interface Standing extends Licence {
    /** Ends the licence for good. */
    default Revoked revoke(Instant now) {
      return new Revoked(grant(), epoch() + 1, now, this);
    }
  }

  /** In force within its times. */
  record Active(Grant grant, long epoch) implements Standing {
    @Override
    public boolean standsAt(Instant now) {
      return true;
    }

    /** Gives notice. */
    public Ending notice(Instant now, Instant end) {
      return new Ending(grant, epoch, now, end);
    }
  }

  /**
   * In force within its times until a notice is over.
   *
   * @param noticeTime when notice was given
   * @param noticeEndTime when it is over
   */
  record Ending(Grant grant, long epoch, Instant noticeTime, Instant noticeEndTime)
      implements Standing {
    @Override
    public boolean standsAt(Instant now) {
      return now.isBefore(noticeEndTime);
    }
  }

  /**
   * Ended for good.
   *
   * @param before what it was until then
   */
  record Revoked(Grant grant, long epoch, Instant revokeTime, Standing before) implements Licence {
    @Override
    public boolean standsAt(Instant now) {
      return false;
    }
  }

  /** A licence just granted. */
  static Active granted(Grant grant) {
    return new Active(grant, 1);
  }
}
