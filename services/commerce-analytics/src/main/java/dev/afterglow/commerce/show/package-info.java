/** Shows of a shop that are over, and where a show stands among them. */
@NullMarked
package dev.afterglow.commerce.show;

import org.jspecify.annotations.NullMarked;
