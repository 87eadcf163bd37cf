/** H.264 and AAC: raw pictures and samples in, packets on one clock out. */
@NullMarked
package dev.afterglow.render.encode;

import org.jspecify.annotations.NullMarked;
