/** What will be sold, how sure that is, and what a price does to it. */
@NullMarked
package dev.afterglow.commerce.demand;

import org.jspecify.annotations.NullMarked;
