/** From drawn RGBA to planar YUV on the device, and back to memory without stalling. */
@NullMarked
package dev.afterglow.render.convert;

import org.jspecify.annotations.NullMarked;
