/** Facts to and from the contract's messages; the one place that knows both. */
@NullMarked
package dev.afterglow.facts.wire;

import org.jspecify.annotations.NullMarked;
