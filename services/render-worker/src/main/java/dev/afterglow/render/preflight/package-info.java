/** What makes viewers say "fake" at a glance, measured in rehearsal. */
@NullMarked
package dev.afterglow.render.preflight;

import org.jspecify.annotations.NullMarked;
