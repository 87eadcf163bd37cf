/** Stream leases: the right to draw an avatar for a few seconds. */
@NullMarked
package dev.afterglow.registry.lease;

import org.jspecify.annotations.NullMarked;
