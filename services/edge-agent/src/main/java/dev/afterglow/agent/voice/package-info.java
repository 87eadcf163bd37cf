/** The presenter's voice: a microphone or a file, in packets of 20 ms on the agent's clock. */
@NullMarked
package dev.afterglow.agent.voice;

import org.jspecify.annotations.NullMarked;
