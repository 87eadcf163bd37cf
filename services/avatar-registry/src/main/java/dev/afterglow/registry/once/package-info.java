/** The same request id gives the same answer. */
@NullMarked
package dev.afterglow.registry.once;

import org.jspecify.annotations.NullMarked;
