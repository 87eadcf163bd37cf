/** The right to show a face, counted on this machine's own clock. */
@NullMarked
package dev.afterglow.render.lease;

import org.jspecify.annotations.NullMarked;
