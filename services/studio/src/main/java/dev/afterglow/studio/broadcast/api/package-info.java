/** Broadcasts over gRPC, REST and server-sent events. */
@NullMarked
package dev.afterglow.studio.broadcast.api;

import org.jspecify.annotations.NullMarked;
