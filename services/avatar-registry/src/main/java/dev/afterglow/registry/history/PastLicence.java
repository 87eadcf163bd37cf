package dev.afterglow.registry.history;

import dev.afterglow.registry.licence.Licence;
import java.time.Instant;
import java.util.Optional;

/** A licence as it was. A grant never changes, and its changes of state bear their times. */
public final class PastLicence {
  private PastLicence() {}

  /**
   * The licence as it was at a time: not granted yet, active, ending or revoked.
   *
   * @param licence as it is now
   */
  public static Optional<Licence> at(Licence licence, Instant time) {
    if (licence.grant().createTime().isAfter(time)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (licence) {
          case Licence.Revoked revoked when revoked.revokeTime().isAfter(time) ->
              then(revoked.before(), time);
          case Licence.Revoked revoked -> revoked;
          case Licence.Standing standing -> then(standing, time);
        });
  }

  private static Licence then(Licence.Standing standing, Instant time) {
    return standing instanceof Licence.Ending ending && ending.noticeTime().isAfter(time)
        ? new Licence.Active(ending.grant(), ending.epoch())
        : standing;
  }
}
