/** Filings over gRPC. */
@NullMarked
package dev.afterglow.registry.filing.grpc;

import org.jspecify.annotations.NullMarked;
