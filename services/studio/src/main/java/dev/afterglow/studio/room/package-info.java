/** The figures of a room, from commerce-analytics. */
@NullMarked
package dev.afterglow.studio.room;

import org.jspecify.annotations.NullMarked;
