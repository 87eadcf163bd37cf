/** Organisations over gRPC. */
@NullMarked
package dev.afterglow.registry.organisation.grpc;

import org.jspecify.annotations.NullMarked;
