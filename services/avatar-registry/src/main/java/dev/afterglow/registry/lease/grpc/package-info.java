/** Leases over gRPC. */
@NullMarked
package dev.afterglow.registry.lease.grpc;

import org.jspecify.annotations.NullMarked;
