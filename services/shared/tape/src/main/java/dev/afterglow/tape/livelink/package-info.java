/** Tapes as the comma-separated files that the Live Link Face app saves beside its videos. */
@NullMarked
package dev.afterglow.tape.livelink;

import org.jspecify.annotations.NullMarked;
