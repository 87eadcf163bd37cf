/** What is kept of drives to know them again. Personal data: how a face moves. */
@NullMarked
package dev.afterglow.capture.liveness.fingerprint;

import org.jspecify.annotations.NullMarked;
