/** Which shapes and bones a drive's samples refer to, by position. */
@NullMarked
package dev.afterglow.capture.channel;

import org.jspecify.annotations.NullMarked;
