/** What goes with a room's sales, and how sure that is. */
@NullMarked
package dev.afterglow.commerce.factor;

import org.jspecify.annotations.NullMarked;
