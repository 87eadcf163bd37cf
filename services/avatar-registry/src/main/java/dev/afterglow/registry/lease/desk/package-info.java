/** What may be asked about leases, and the push of revocations. */
@NullMarked
package dev.afterglow.registry.lease.desk;

import org.jspecify.annotations.NullMarked;
