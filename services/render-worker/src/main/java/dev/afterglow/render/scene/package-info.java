/** What the stage shows beside the figure, as plain records, and how it changes in time. */
@NullMarked
package dev.afterglow.render.scene;

import org.jspecify.annotations.NullMarked;
