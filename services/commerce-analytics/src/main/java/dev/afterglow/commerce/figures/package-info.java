/** Showing figures: the calls that read and watch rooms. */
@NullMarked
package dev.afterglow.commerce.figures;

import org.jspecify.annotations.NullMarked;
