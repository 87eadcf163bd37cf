/** A WHIP endpoint for tests, with a real browser behind it. */
@NullMarked
package dev.afterglow.viewer;

import org.jspecify.annotations.NullMarked;
