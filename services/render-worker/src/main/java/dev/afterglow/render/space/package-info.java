/** Vectors, turns and 4x4 matrices in plain float arrays: column-major, right-handed, Y up. */
@NullMarked
package dev.afterglow.render.space;

import org.jspecify.annotations.NullMarked;
