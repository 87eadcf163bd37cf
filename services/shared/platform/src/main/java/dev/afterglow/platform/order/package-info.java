/** Puts a call's events back into the order in which they were sent. */
@NullMarked
package dev.afterglow.platform.order;

import org.jspecify.annotations.NullMarked;
