/** The control room: broadcasts from rehearsal to replay. */
@NullMarked
package dev.afterglow.studio;

import org.jspecify.annotations.NullMarked;
