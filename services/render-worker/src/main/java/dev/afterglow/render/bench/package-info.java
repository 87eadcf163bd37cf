/** The worker's own loops with nothing around them, as a measure of the machine. */
@NullMarked
package dev.afterglow.render.bench;

import org.jspecify.annotations.NullMarked;
