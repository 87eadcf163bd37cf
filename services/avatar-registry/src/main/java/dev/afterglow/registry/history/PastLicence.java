package dev.afterglow.registry.history;

import dev.afterglow.registry.licence.Licence;
import java.time.Instant;
import java.util.Optional;

/** A licence as it was. A grant never changes, and its one change of state bears its time. */
public final class PastLicence {
  private PastLicence() {}

  /**
   * The licence as it was at a time: not granted yet, active, or revoked.
   *
   * @param licence as it is now
   */
  public static Optional<Licence> at(Licence licence, Instant time) {
    if (licence.grant().createTime().isAfter(time)) {
      return Optional.empty();
    }
    return Optional.of(
        licence instanceof Licence.Revoked revoked && revoked.revokeTime().isAfter(time)
            ? new Licence.Active(revoked.grant(), revoked.epoch() - 1)
            : licence);
  }
}
