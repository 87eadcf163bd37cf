/**
 * Cards, lower thirds, clocks and tickers as pictures: set once when they change, never per frame.
 */
@NullMarked
package dev.afterglow.render.card;

import org.jspecify.annotations.NullMarked;
