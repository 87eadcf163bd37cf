/** How a drive is doing. */
@NullMarked
package dev.afterglow.capture.health;

import org.jspecify.annotations.NullMarked;
