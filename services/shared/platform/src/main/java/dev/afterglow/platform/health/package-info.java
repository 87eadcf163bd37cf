/** Health and drain: what a service says while it goes away. */
@NullMarked
package dev.afterglow.platform.health;

import org.jspecify.annotations.NullMarked;
