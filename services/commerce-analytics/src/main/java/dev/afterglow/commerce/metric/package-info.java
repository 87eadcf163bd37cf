/** The dictionary: what each figure means. */
@NullMarked
package dev.afterglow.commerce.metric;

import org.jspecify.annotations.NullMarked;
