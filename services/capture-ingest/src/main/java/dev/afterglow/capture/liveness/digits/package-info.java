/**
 * Whether a voice says given digits, by the speaker's own: ten digits that were spoken before, and
 * nothing of any language. What is kept of a voice here is personal data and stays in memory.
 */
@NullMarked
package dev.afterglow.capture.liveness.digits;

import org.jspecify.annotations.NullMarked;
