/** The registry and the drives as gRPC services. */
@NullMarked
package dev.afterglow.studio.upstream;

import org.jspecify.annotations.NullMarked;
