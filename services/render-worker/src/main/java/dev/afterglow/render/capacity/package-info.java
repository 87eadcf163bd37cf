/** How many renders this machine holds at once: measured, not guessed. */
@NullMarked
package dev.afterglow.render.capacity;

import org.jspecify.annotations.NullMarked;
