/** Logs: a constant message and key-values from a fixed vocabulary. */
@NullMarked
package dev.afterglow.platform.log;

import org.jspecify.annotations.NullMarked;
