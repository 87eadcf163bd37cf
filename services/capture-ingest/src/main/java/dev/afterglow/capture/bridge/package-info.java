/** What a drive shows in a short hole of its motion. */
@NullMarked
package dev.afterglow.capture.bridge;

import org.jspecify.annotations.NullMarked;
