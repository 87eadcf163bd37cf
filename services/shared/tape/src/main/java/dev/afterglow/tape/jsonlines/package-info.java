/**
 * Tapes as JSON Lines: one object a frame, with {@code t_ms}, {@code shapes} (name to weight), the
 * head as a 4x4 matrix and, if there are any, {@code bones} (VRM name to quaternion).
 */
@NullMarked
package dev.afterglow.tape.jsonlines;

import org.jspecify.annotations.NullMarked;
