/** How many drives one machine takes in, beside a relay that does nothing to them. */
@NullMarked
package dev.afterglow.standalone.bench.capture;

import org.jspecify.annotations.NullMarked;
