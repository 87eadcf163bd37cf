/** gRPC in and out: messages are mapped here and go no further. */
@NullMarked
package dev.afterglow.render.wire;

import org.jspecify.annotations.NullMarked;
