/** What follows for a drive from its windows and its driver's answers. */
@NullMarked
package dev.afterglow.capture.liveness.standing;

import org.jspecify.annotations.NullMarked;
