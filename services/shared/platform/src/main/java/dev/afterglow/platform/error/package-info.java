/** How a refusal reaches a caller: one exception, one mapper, one shape on the wire. */
@NullMarked
package dev.afterglow.platform.error;

import org.jspecify.annotations.NullMarked;
