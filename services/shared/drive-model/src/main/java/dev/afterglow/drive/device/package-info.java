/** Capture devices: the code that pairs one, its key, and the bytes that it signs. */
@NullMarked
package dev.afterglow.drive.device;

import org.jspecify.annotations.NullMarked;
