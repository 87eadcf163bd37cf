/** Reads what a decision stands on, in one transaction. */
@NullMarked
package dev.afterglow.registry.decision.storage;

import org.jspecify.annotations.NullMarked;
