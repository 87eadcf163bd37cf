/** Revenue over gRPC, and the figures that commerce-analytics gives. */
@NullMarked
package dev.afterglow.registry.revenue.grpc;

import org.jspecify.annotations.NullMarked;
