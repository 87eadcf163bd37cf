/** Changes of state as others are told of them. */
@NullMarked
package dev.afterglow.registry.event;

import org.jspecify.annotations.NullMarked;
