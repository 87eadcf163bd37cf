/** Child processes that are started, watched, measured and never left behind. */
@NullMarked
package dev.afterglow.standalone.process;

import org.jspecify.annotations.NullMarked;
