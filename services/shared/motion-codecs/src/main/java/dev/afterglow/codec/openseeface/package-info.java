/**
 * OpenSeeFace, a webcam tracker.
 *
 * <p>Facts: the tracker's public sender and its Unity receiver.
 */
@NullMarked
package dev.afterglow.codec.openseeface;

import org.jspecify.annotations.NullMarked;
