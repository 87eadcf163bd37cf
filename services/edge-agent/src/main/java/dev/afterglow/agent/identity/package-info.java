/** Who this agent is: its device key, and what it remembers of the chains that it signed. */
@NullMarked
package dev.afterglow.agent.identity;

import org.jspecify.annotations.NullMarked;
