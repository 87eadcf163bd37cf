/** What this worker is to others: its settings, its heartbeat in Redis, its health. */
@NullMarked
package dev.afterglow.render.worker;

import org.jspecify.annotations.NullMarked;
