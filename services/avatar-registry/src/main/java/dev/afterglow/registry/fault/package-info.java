/** The refusals that a caller of the registry may see. */
@NullMarked
package dev.afterglow.registry.fault;

import org.jspecify.annotations.NullMarked;
