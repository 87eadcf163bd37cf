/** How records were at a time that is past. */
@NullMarked
package dev.afterglow.registry.history;

import org.jspecify.annotations.NullMarked;
