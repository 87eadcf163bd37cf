/** Worker slots in Redis. */
@NullMarked
package dev.afterglow.studio.slot.redis;

import org.jspecify.annotations.NullMarked;
