/** Titles over gRPC. */
@NullMarked
package dev.afterglow.registry.title.grpc;

import org.jspecify.annotations.NullMarked;
