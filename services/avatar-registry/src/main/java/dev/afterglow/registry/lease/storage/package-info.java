/** Leases and revocations in Postgres, and the push of the latter. */
@NullMarked
package dev.afterglow.registry.lease.storage;

import org.jspecify.annotations.NullMarked;
