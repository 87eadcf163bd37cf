/** Requests that cannot be read: each is refused with a reason instead of being dropped. */
@NullMarked
package dev.afterglow.platform.parsing;

import org.jspecify.annotations.NullMarked;
