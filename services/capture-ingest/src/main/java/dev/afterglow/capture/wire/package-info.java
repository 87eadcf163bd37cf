/** The contract of capture-ingest, message by message. */
@NullMarked
package dev.afterglow.capture.wire;

import org.jspecify.annotations.NullMarked;
