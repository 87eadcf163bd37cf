/** What commerce-analytics measures of itself. */
@NullMarked
package dev.afterglow.commerce.meters;

import org.jspecify.annotations.NullMarked;
