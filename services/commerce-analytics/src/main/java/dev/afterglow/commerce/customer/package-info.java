/** A shop's customers by pseudonym, and the segments of them that may be shown. */
@NullMarked
package dev.afterglow.commerce.customer;

import org.jspecify.annotations.NullMarked;
