/** The AI label: its glyphs, its place, and the check that it is on the encoded picture. */
@NullMarked
package dev.afterglow.render.label;

import org.jspecify.annotations.NullMarked;
