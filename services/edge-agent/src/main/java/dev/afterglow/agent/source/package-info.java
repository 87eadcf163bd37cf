/** What can be heard: the kinds of sources, how one is named on the command line, its figures. */
@NullMarked
package dev.afterglow.agent.source;

import org.jspecify.annotations.NullMarked;
