/** Samples on arrival: put back in order, repeats removed, losses counted. */
@NullMarked
package dev.afterglow.capture.arrival;

import org.jspecify.annotations.NullMarked;
