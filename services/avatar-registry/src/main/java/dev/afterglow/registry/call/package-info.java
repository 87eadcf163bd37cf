/** Calls to servers of others. */
@NullMarked
package dev.afterglow.registry.call;

import org.jspecify.annotations.NullMarked;
