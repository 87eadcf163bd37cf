/**
 * The two loops that make a stream: one draws a picture when it is due, one encodes and hands out.
 */
@NullMarked
package dev.afterglow.render.frame;

import org.jspecify.annotations.NullMarked;
