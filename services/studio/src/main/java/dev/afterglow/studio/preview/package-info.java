/** The live picture for browsers: fragmented MP4 over a WebSocket. */
@NullMarked
package dev.afterglow.studio.preview;

import org.jspecify.annotations.NullMarked;
