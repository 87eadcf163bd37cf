/** Reviews over gRPC. */
@NullMarked
package dev.afterglow.registry.identity.review.grpc;

import org.jspecify.annotations.NullMarked;
