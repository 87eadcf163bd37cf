/** The log over gRPC. */
@NullMarked
package dev.afterglow.registry.transparency.grpc;

import org.jspecify.annotations.NullMarked;
