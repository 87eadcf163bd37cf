/** Timestamps of an authority (RFC 3161) on the log's heads. */
@NullMarked
package dev.afterglow.registry.transparency.stamp;

import org.jspecify.annotations.NullMarked;
