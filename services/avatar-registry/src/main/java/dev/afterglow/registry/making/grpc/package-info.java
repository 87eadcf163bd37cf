/** Capture sessions and training runs over gRPC. */
@NullMarked
package dev.afterglow.registry.making.grpc;

import org.jspecify.annotations.NullMarked;
