/** Leases and revocations in Postgres. */
@NullMarked
package dev.afterglow.registry.lease.storage;

import org.jspecify.annotations.NullMarked;
