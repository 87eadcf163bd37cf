package dev.afterglow.registry.lease;

import java.time.Instant;

/** What a watcher of leases hears. */
public sealed interface Push {
  /** Where a watch goes on after this. */
  long cursor();

  /** A lease is void. */
  record Revoked(long cursor, LeaseEvent event) implements Push {}

  /** The watch is alive: everything up to the cursor was told. */
  record Alive(long cursor, Instant time) implements Push {}
}
