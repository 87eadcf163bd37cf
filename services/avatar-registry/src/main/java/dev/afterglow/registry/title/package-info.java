/** Titles to works, and how they pass on. */
@NullMarked
package dev.afterglow.registry.title;

import org.jspecify.annotations.NullMarked;
