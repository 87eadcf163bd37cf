/** Brings notices to Kafka. */
@NullMarked
package dev.afterglow.registry.event.wire;

import org.jspecify.annotations.NullMarked;
