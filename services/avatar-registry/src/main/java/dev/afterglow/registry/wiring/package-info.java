/** How the parts come together, and what stops the start. */
@NullMarked
package dev.afterglow.registry.wiring;

import org.jspecify.annotations.NullMarked;
