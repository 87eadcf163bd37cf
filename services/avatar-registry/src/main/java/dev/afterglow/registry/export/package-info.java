/** Licences in the words of others, never wider than they are. */
@NullMarked
package dev.afterglow.registry.export;

import org.jspecify.annotations.NullMarked;
