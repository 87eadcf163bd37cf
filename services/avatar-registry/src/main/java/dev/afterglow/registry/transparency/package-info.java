/** The transparency log: hashing, proofs, tiles, notes and leaves, in plain Java. */
@NullMarked
package dev.afterglow.registry.transparency;

import org.jspecify.annotations.NullMarked;
