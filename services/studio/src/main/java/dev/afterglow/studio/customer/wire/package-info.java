/** A room's customers over REST: slices of ten people and more, and nobody's pseudonym. */
@NullMarked
package dev.afterglow.studio.customer.wire;

import org.jspecify.annotations.NullMarked;
