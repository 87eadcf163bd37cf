/**
 * Video loops for the stage: an MP4 read in plain Java, its H.264 decoded ahead of media time in a
 * thread of its own.
 */
@NullMarked
package dev.afterglow.render.film;

import org.jspecify.annotations.NullMarked;
