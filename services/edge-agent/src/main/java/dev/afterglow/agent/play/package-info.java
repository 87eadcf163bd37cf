/** Tapes of every kind, played again in real time: to a port, or as a drive. */
@NullMarked
package dev.afterglow.agent.play;

import org.jspecify.annotations.NullMarked;
