/** What other services keep of a person goes with the person. */
@NullMarked
package dev.afterglow.registry.forgetting;

import org.jspecify.annotations.NullMarked;
