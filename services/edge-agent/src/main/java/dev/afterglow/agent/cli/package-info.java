/** The command line of the agent. */
@NullMarked
package dev.afterglow.agent.cli;

import org.jspecify.annotations.NullMarked;
