/** Parts over gRPC. */
@NullMarked
package dev.afterglow.registry.part.grpc;

import org.jspecify.annotations.NullMarked;
