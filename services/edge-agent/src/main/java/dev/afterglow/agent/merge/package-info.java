/** One drive out of several sources. */
@NullMarked
package dev.afterglow.agent.merge;

import org.jspecify.annotations.NullMarked;
