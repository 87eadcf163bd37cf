package dev.afterglow.studio.watch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Port to the log of facts: which room's show went on air, and whose it is. */
public interface ShowFacts {

  /**
   * Tells of shows; telling the same again does no harm.
   *
   * @return whether the log holds them now
   */
  boolean tell(List<Opened> news);

  /**
   * A show that went on air.
   *
   * @param shopId whose it is: the platform and the account there
   * @param avatarId who is seen presenting; never who drives
   * @param time when
   */
  record Opened(UUID roomId, String shopId, UUID avatarId, Instant time) {}
}
