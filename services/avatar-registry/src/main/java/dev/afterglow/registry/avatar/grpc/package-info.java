/** Avatars over gRPC. */
@NullMarked
package dev.afterglow.registry.avatar.grpc;

import org.jspecify.annotations.NullMarked;
