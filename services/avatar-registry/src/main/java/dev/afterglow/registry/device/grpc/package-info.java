/** Devices over gRPC. */
@NullMarked
package dev.afterglow.registry.device.grpc;

import org.jspecify.annotations.NullMarked;
