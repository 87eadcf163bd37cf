/** The meters of this service. */
@NullMarked
package dev.afterglow.studio.meter;

import org.jspecify.annotations.NullMarked;
