/** The decision: a pure function of what is known, deny by default, every reason told. */
@NullMarked
package dev.afterglow.registry.decision;

import org.jspecify.annotations.NullMarked;
