/** Tells the local network, by DNS service discovery, what the agent hears and where. */
@NullMarked
package dev.afterglow.agent.announce;

import org.jspecify.annotations.NullMarked;
