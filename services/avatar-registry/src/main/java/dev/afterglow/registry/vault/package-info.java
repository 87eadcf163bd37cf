/** The one place that keeps document numbers, each under a key of its own. */
@NullMarked
package dev.afterglow.registry.vault;

import org.jspecify.annotations.NullMarked;
