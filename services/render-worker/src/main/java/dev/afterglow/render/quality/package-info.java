/** How finely pictures are drawn, so that the rate holds on a machine that is short of time. */
@NullMarked
package dev.afterglow.render.quality;

import org.jspecify.annotations.NullMarked;
