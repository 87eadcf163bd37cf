/** What moves where the drive tracks nothing: blinks, breath, and the mouth by the voice. */
@NullMarked
package dev.afterglow.render.fill;

import org.jspecify.annotations.NullMarked;
