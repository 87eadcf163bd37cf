/** People over gRPC. */
@NullMarked
package dev.afterglow.registry.identity.grpc;

import org.jspecify.annotations.NullMarked;
