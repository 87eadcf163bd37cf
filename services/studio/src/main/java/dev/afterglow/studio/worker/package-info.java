/** Render workers over gRPC, each at the address that it published. */
@NullMarked
package dev.afterglow.studio.worker;

import org.jspecify.annotations.NullMarked;
