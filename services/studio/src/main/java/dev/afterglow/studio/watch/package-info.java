/** Follows renders, keeps their newest figures, and tells listeners of every change. */
@NullMarked
package dev.afterglow.studio.watch;

import org.jspecify.annotations.NullMarked;
