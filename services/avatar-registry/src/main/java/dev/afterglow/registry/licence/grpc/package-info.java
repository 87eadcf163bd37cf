/** Licences over gRPC. */
@NullMarked
package dev.afterglow.registry.licence.grpc;

import org.jspecify.annotations.NullMarked;
