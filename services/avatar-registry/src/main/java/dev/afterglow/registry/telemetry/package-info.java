/** The registry's meters. */
@NullMarked
package dev.afterglow.registry.telemetry;

import org.jspecify.annotations.NullMarked;
