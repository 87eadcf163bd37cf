/** Callers that go away: what they asked for ends. */
@NullMarked
package dev.afterglow.platform.cancel;

import org.jspecify.annotations.NullMarked;
