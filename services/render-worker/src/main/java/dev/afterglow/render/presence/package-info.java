/** Whom the stage shows, whatever draws it. */
@NullMarked
package dev.afterglow.render.presence;

import org.jspecify.annotations.NullMarked;
