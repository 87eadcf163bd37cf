/** Words of the contracts and of the domain, translated both ways at the gRPC classes. */
@NullMarked
package dev.afterglow.registry.grpc;

import org.jspecify.annotations.NullMarked;
