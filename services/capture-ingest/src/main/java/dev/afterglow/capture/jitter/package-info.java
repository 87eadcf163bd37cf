/** How unevenly a source's samples come, and how long it is worth waiting for one. */
@NullMarked
package dev.afterglow.capture.jitter;

import org.jspecify.annotations.NullMarked;
