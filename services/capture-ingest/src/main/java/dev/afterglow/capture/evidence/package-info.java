/** Brings judged windows into the registry's log. */
@NullMarked
package dev.afterglow.capture.evidence;

import org.jspecify.annotations.NullMarked;
