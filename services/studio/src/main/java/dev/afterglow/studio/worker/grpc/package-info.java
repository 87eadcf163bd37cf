/** Render workers over gRPC, each at the address that it published. */
@NullMarked
package dev.afterglow.studio.worker.grpc;

import org.jspecify.annotations.NullMarked;
