/** Presences over gRPC. */
@NullMarked
package dev.afterglow.registry.identity.presence.grpc;

import org.jspecify.annotations.NullMarked;
