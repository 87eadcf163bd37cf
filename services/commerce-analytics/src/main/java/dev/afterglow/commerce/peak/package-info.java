/** Peaks of a room's curves and what is unusual in it, with what happened beside them. */
@NullMarked
package dev.afterglow.commerce.peak;

import org.jspecify.annotations.NullMarked;
