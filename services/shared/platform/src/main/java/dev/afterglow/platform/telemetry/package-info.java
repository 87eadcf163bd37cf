/** Names of meters, and the bound on their labels. */
@NullMarked
package dev.afterglow.platform.telemetry;

import org.jspecify.annotations.NullMarked;
