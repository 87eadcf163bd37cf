package dev.afterglow.studio.broadcast;

import java.util.List;
import java.util.UUID;

/** Port to the service that decides about licences. Unreachable = {@code SERVICE_UNAVAILABLE}. */
public interface Registry {

  /**
   * Every reason that stands against a use now, as the contract names them; empty = allowed. A
   * decision that cannot be read counts as a denial.
   */
  List<String> denials(BroadcastUse use, UUID roomId, Purpose purpose);
}
