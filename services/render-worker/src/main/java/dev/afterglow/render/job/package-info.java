/** Renders and the slots that hold them: the use cases of this worker. */
@NullMarked
package dev.afterglow.render.job;

import org.jspecify.annotations.NullMarked;
