/** Watches a run: the line each second, the invariants, the table at the end. */
@NullMarked
package dev.afterglow.standalone.watch;

import org.jspecify.annotations.NullMarked;
