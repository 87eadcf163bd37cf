/** Drives: made, opened, driven, read and closed. */
@NullMarked
package dev.afterglow.capture.drive;

import org.jspecify.annotations.NullMarked;
