/** Exports over gRPC. */
@NullMarked
package dev.afterglow.registry.export.grpc;

import org.jspecify.annotations.NullMarked;
