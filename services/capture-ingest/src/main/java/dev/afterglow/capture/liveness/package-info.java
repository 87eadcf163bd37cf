/**
 * Whether a live human makes a drive: measures every two seconds, and a verdict with its reasons.
 */
@NullMarked
package dev.afterglow.capture.liveness;

import org.jspecify.annotations.NullMarked;
