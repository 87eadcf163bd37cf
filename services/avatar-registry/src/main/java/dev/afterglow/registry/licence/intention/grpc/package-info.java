/** Readings over gRPC. */
@NullMarked
package dev.afterglow.registry.licence.intention.grpc;

import org.jspecify.annotations.NullMarked;
