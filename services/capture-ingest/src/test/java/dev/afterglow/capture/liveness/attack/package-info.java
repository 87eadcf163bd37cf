/** Faked drives and made genuine ones, and what the measures make of them. */
@NullMarked
package dev.afterglow.capture.liveness.attack;

import org.jspecify.annotations.NullMarked;
