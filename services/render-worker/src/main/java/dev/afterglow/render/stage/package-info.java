/** The 9:16 studio in which a figure is lit and drawn. */
@NullMarked
package dev.afterglow.render.stage;

import org.jspecify.annotations.NullMarked;
